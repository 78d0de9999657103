"""Every change and every view, append-only, in hash chains that `headrow audit verify` walks."""
