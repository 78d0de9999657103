"""Networks of shared offences: size, density, components, degree and betweenness.

For the restricted casework view only: a person's place in a network is never published.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from headrow.analysis.methods.method import Method, Values, answer_of

Links = Mapping[Hashable, set[Hashable]]


def links_of(nodes: Iterable[Hashable], edges: Iterable[Sequence[Hashable]]) -> dict:
    """Hold an undirected network as each node's set of neighbours; self-links are dropped."""
    links: dict[Hashable, set[Hashable]] = {node: set() for node in nodes}
    for source, target in edges:
        if source != target:
            links.setdefault(source, set()).add(target)
            links.setdefault(target, set()).add(source)
    return links


def components(links: Links) -> list[int]:
    """The sizes of the parts that hang together, largest first."""
    unseen, sizes = set(links), []
    while unseen:
        waiting, size = [unseen.pop()], 0
        while waiting:
            size += 1
            found = links[waiting.pop()] & unseen
            unseen -= found
            waiting.extend(found)
        sizes.append(size)
    return sorted(sizes, reverse=True)


def betweenness(links: Links) -> dict[Hashable, float]:
    """How many shortest paths pass through each node: each pair once, not scaled.

    Method: Brandes (2001).
    """
    score = dict.fromkeys(links, 0.0)
    for source in links:
        order, paths, before = _shortest_paths(links, source)
        share = dict.fromkeys(links, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                share[earlier] += paths[earlier] / paths[node] * (1 + share[node])
            if node != source:
                score[node] += share[node] / 2
    return score


def _shortest_paths(links: Links, source: Hashable) -> tuple[list, dict, dict]:
    """Nodes by distance from a source, how many shortest paths reach each, and by whom."""
    distance, paths = {source: 0}, dict.fromkeys(links, 0)
    before: dict[Hashable, list] = {node: [] for node in links}
    paths[source] = 1
    order, waiting = [], deque([source])
    while waiting:
        node = waiting.popleft()
        order.append(node)
        for near in links[node]:
            if near not in distance:
                distance[near] = distance[node] + 1
                waiting.append(near)
            if distance[near] == distance[node] + 1:
                paths[near] += paths[node]
                before[near].append(node)
    return order, paths, before


def _answer_network(inputs: Values, parameters: Values) -> dict[str, Any]:
    links = links_of(inputs.get("nodes", ()), inputs["edges"])
    n, degree = len(links), {node: len(near) for node, near in links.items()}
    if not n:
        return answer_of(
            {
                "nodes": 0,
                "edges": 0,
                "components": 0,
                "density": None,
                "flags": ("nothing_counted",),
            }
        )
    edges, score = sum(degree.values()) // 2, betweenness(links)
    top = max(score, key=lambda node: (score[node], str(node)))
    sizes = components(links)
    return answer_of(
        {
            "nodes": n,
            "edges": edges,
            "components": len(sizes),
            "component_sizes": sizes,
            "density": 2 * edges / (n * (n - 1)) if n > 1 else None,
            "top_node": top,
            "top_degree": degree[top],
            "top_betweenness": score[top],
            "sum_betweenness": sum(score.values()),
            "flags": ("restricted_view_only",),
        }
    )


METHODS = (
    Method(
        "network",
        "A network and its most between node",
        _answer_network,
        "Freeman 1977; Brandes 2001; unweighted, undirected, not scaled",
    ),
)
