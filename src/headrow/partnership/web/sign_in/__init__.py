"""Sign-in: password and second factor, single sign-on, invitations, sessions."""
