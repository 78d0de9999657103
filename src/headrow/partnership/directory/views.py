"""Pages of people: who they are, their posts, invitations, the review of access, and what one may do and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from headrow.partnership.directory import changes, forms, queries, rules
from headrow.vocabulary.clock import now
from headrow.vocabulary.roles import SCOPES, roles

A_PAGE = 50


def can_i(request: HttpRequest) -> HttpResponse:
    """What can I see and why? Every action of the declared table, for this reader's posts."""
    rights = queries.rights_of(request.user)
    held = {post.role for post in rights.posts}
    sections: dict[str, list[dict[str, Any]]] = {}
    for action in roles().actions.values():
        scopes = {SCOPES[action.may[role]] for role in held if role in action.may}
        row = {
            "name": action.name,
            "may": sorted(scopes),
            "note": action.note,
            "reason": action.reason,
        }
        sections.setdefault(action.section, []).append(row)
    told = {
        "rights": rights,
        "sections": sections,
        "waiting": [p for p in queries.posts_of(request.user) if p.confirmed_at is None],
    }
    return render(request, "directory/can.html", told)


def _managing(request: HttpRequest) -> None:
    if not queries.can(request.user, "manage-people"):
        raise Http404


def people(request: HttpRequest) -> HttpResponse:
    """The members that a reader manages."""
    _managing(request)
    form = forms.Filter(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = (
        queries.members_of(request.user)
        .filter(is_active=not said.get("left"))
        .prefetch_related("posts__body")
    )
    if said.get("name"):
        found = found.filter(Q(name__icontains=said["name"]) | Q(email__icontains=said["name"]))
    told = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": form,
        "invitations": queries.invitations(request.user)[:20],
        "waiting": queries.waiting_posts(request.user),
    }
    return render(request, "directory/people.html", told)


def _member(request: HttpRequest, key: UUID) -> Any:
    _managing(request)
    found = queries.member_of(request.user, key)
    if found is None:
        raise Http404
    return found


def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One member with every post."""
    found = _member(request, key)
    told = {
        "member": found,
        "posts": queries.posts_of(found),
        "roles": {code: row.name for code, row in roles().posts.items()},
        "give_address": reverse("person-give", args=[key]),
        "leave_address": f"/people/{key}/leave/",
    }
    return render(request, "directory/person.html", told)


def give(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a member a post."""
    found = _member(request, key)
    form = forms.GivePost(request.POST or None, bodies=queries.bodies(request.user))
    if request.method == "POST" and form.is_valid():
        made = changes.grant(
            member=found, wanted=changes.WantedPost(**form.cleaned_data), by=request.user
        )
        waits = made.confirmed_at is None
        messages.success(
            request, "The post waits for a second person" if waits else "The post is given"
        )
        return redirect("person", key=key)
    told = {"form": form, "heading": f"A post for {found.name}", "submit": "Give the post"}
    return render(request, "web/form_page.html", told)


def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a post."""
    found = queries.post(request.user, key)
    if found is None:
        raise Http404
    form = forms.Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.end_post(post=found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The post has ended")
        return redirect("person", key=found.member_id)
    told = {
        "form": form,
        "heading": f"End this post of {found.member.name}",
        "submit": "End the post",
        "warning": True,
    }
    return render(request, "web/form_page.html", told)


@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """The second person agrees to a post."""
    found = queries.post(request.user, key)
    if found is None:
        raise Http404
    changes.confirm_post(post=found, by=request.user)
    messages.success(request, "The post is in force")
    return redirect("people" if queries.can(request.user, "manage-people") else "posts-waiting")


def waiting(request: HttpRequest) -> HttpResponse:
    """The posts that wait for this reader as the second person."""
    return render(
        request, "directory/waiting.html", {"waiting": queries.waiting_posts(request.user)}
    )


@require_POST
def sign_out_member(request: HttpRequest, key: UUID) -> HttpResponse:
    """End every session of a member."""
    found = _member(request, key)
    changes.sign_out_everywhere(member=found, by=request.user)
    messages.success(request, f"{found.name} is signed out everywhere")
    return redirect("person", key=key)


def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the address of the invitation is shown once."""
    _managing(request)
    rights = queries.rights_of(request.user)
    mine = [each for each in queries.agencies(request.user) if rules.manages(rights, str(each.pk))]
    form = forms.Invite(request.POST or None, agencies=mine, bodies=queries.bodies(request.user))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _, token = changes.invite(
            email=said["email"],
            name=said["name"],
            agency=queries.agency(request.user, said["agency"]),
            posts=[changes.WantedPost(said["role"], said["body"], said["months"])],
            by=request.user,
        )
        address = request.build_absolute_uri(reverse("invited", args=[token]))
        return render(
            request, "directory/invited_now.html", {"address": address, "name": said["name"]}
        )
    return render(
        request,
        "web/form_page.html",
        {"form": form, "heading": "Invite somebody", "submit": "Make the invitation"},
    )


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close an invitation."""
    _managing(request)
    found = queries.invitations(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    changes.withdraw_invitation(invitation=found, by=request.user)
    messages.success(request, "The invitation is withdrawn")
    return redirect("people")


@login_not_required
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Join by an invitation."""
    held = queries.open_invitation(changes.hash_of(token), at=now())
    if held is None:
        return render(request, "directory/invitation_ended.html", status=410)
    form = forms.Join(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.accept_invitation(token=token, password=form.cleaned_data["password"])
        messages.success(request, "Your account is made. Sign in, and set up your second factor.")
        return redirect("account_login")
    told = {
        "form": form,
        "invitation": held,
        "heading": "Join the partnership's workspace",
        "submit": "Join",
    }
    return render(request, "directory/join.html", told)


def access_review(request: HttpRequest) -> HttpResponse:
    """The review of access: does each post still stand?"""
    _managing(request)
    if request.method == "POST":
        answer = queries.access_answer(request.user, request.POST.get("answer") or None)
        if answer is None:
            raise Http404
        changes.answer_review(answer=answer, says=request.POST.get("says", ""), by=request.user)
        messages.success(request, "Your answer is kept")
        return redirect("access-review")
    told = {
        "reviews": queries.access_reviews(request.user),
        "roles": {code: row.name for code, row in roles().posts.items()},
    }
    return render(request, "directory/access_review.html", told)
