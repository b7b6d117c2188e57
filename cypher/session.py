"""A session keeps what is dear between queries, and never answers from what is no longer so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from accord.cypher import engine
from accord.cypher.result import Result

if TYPE_CHECKING:
    import networkx as nx

    from accord.cypher.planning.statistics import Statistics
    from accord.cypher.snapshot.networkx import NetworkXSnapshot

__all__ = ["Session"]

_CACHE, _KEY = "__networkx_cache__", "accord.cypher"
_PLANS_KEPT = 256


class _Kept:
    """A snapshot with what was learnt from it. Lives in the graph's own cache, which NetworkX clears whenever its
    methods change the graph; a copied or pickled graph takes an empty one along."""

    def __init__(self, snapshot: NetworkXSnapshot | None = None, statistics: Statistics | None = None) -> None:
        self.snapshot = snapshot
        self.statistics = statistics
        self.plans: dict[str, engine.Plan] = {}

    def __reduce__(self) -> tuple[type[_Kept], tuple[()]]:
        return _Kept, ()


class Session:
    """Queries on one NetworkX graph that share arrays, columns, indexes and plans.

    All changes through NetworkX's methods (``add_node``, ``remove_edge``, …) are seen. What is changed in the attribute
    dictionaries themselves (``graph.nodes[n]["name"] = …``) is seen after `refresh`.
    """

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self._graph = graph

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        procedures: Iterable[object] = (),
        timeout: float | None = None,
        read_only: bool = False,
    ) -> Result:
        """As `accord.cypher.run`."""
        kept = self._kept()
        assert kept.snapshot is not None and kept.statistics is not None
        plan, given = kept.plans.get(query), tuple(procedures)
        if plan is None or given:
            plan = engine.prepare(query, kept.statistics, procedures=given)
            if len(kept.plans) >= _PLANS_KEPT:
                kept.plans.pop(next(iter(kept.plans)))
            kept.plans[query] = plan
        return engine.execute(plan, kept.snapshot, parameters, timeout=timeout)

    def refresh(self) -> None:
        """Forget all that was kept: after attributes were changed behind NetworkX's back."""
        cache = self._cache()
        if cache is not None:
            cache.pop(_KEY, None)

    def _cache(self) -> dict[str, Any] | None:
        """The graph's cache; None for a view, whose cache stays when the graph below it changes."""
        if hasattr(self._graph, "_graph"):
            return None
        cache = getattr(self._graph, _CACHE, None)
        return cache if isinstance(cache, dict) else None

    def _kept(self) -> _Kept:
        cache = self._cache()
        kept = None if cache is None else cache.get(_KEY)
        if not isinstance(kept, _Kept) or kept.snapshot is None:
            from accord.cypher.planning.statistics import Statistics
            from accord.cypher.snapshot.networkx import NetworkXSnapshot

            snapshot = NetworkXSnapshot(self._graph)
            kept = _Kept(snapshot, Statistics(snapshot))
            if cache is not None:
                cache[_KEY] = kept
        return kept
