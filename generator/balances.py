"""A stock's balance: what there is later = what there was + what came − what went, as far as intervals allow.

A question of a stock names the flows that add to it (`grows_by`) and those that take from it (`shrinks_by`). Two moments
that follow each other are held against the flows between them: a count over a period that lies between the two says how
much came or went at least, a count over a period that covers all of it says how much at most. A stock is counted at the
end of its day. Where nobody counted, or no such flow is named, nothing follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from generator import dates, facets, reasons
from generator.arithmetic import by_scope
from generator.dates import Span
from generator.discrepancies import Discrepancy
from generator.model import Facts
from generator.origins import Standing
from generator.values import Interval, Number

ZERO = Number(0)


@dataclass(frozen=True, slots=True)
class Flow:
    """How much came or went between two moments: at least, at most (None: not known), and the claims that say so."""

    least: Number
    least_by: Standing | None
    most: Number | None
    most_by: Standing | None


def balances(facts: Facts, standings: Mapping[str, Standing]) -> Iterator[Discrepancy]:
    """Yield the moments of stocks that do not balance with what is counted between them."""
    stocks = {ident: q for ident, q in facts.questions.items() if q.time == "stock" and (q.grows_by or q.shrinks_by)}
    if not stocks:
        return
    counted: dict[str, list[Standing]] = {}
    for one in standings.values():
        if one.leads and isinstance(one.answer, Interval) and not one.cell.unit:
            counted.setdefault(one.claim.question, []).append(one)
    scopes = {ident: by_scope(standing) for ident, standing in counted.items()}
    for ident, question in stocks.items():
        for scope, counts in scopes.get(ident, {}).items():
            flows = {flow: scopes.get(flow, {}).get(scope, ()) for flow in (*question.grows_by, *question.shrinks_by)}
            for earlier, later in _neighbours(counts):
                plus = [_flow(flows[flow], earlier, later) for flow in question.grows_by]
                minus = [_flow(flows[flow], earlier, later) for flow in question.shrinks_by]
                yield from _balance(facts, earlier, later, plus, minus)


def _neighbours(counts: Iterable[Standing]) -> Iterator[tuple[Standing, Standing]]:
    """Yield counts of one group at moments that follow each other, the earlier surely before the later."""
    ordered = sorted((one for one in counts if one.claim.as_of), key=_span_key)
    moments = [list(group) for _, group in groupby(ordered, key=_span_key)]
    for before, after in pairwise(moments):
        if _moment(before[0]).before(_moment(after[0])):
            yield from ((one, other) for one in before for other in after)


def _moment(one: Standing) -> Span:
    return dates.read(one.claim.as_of)


def _span_key(one: Standing) -> tuple[str, str]:
    span = _moment(one)
    return str(span.earliest or ""), str(span.latest or "~")


def _flow(counts: Iterable[Standing], earlier: Standing, later: Standing) -> Flow:
    """Return what the counts of one flow say about the time between two moments."""
    first, last = _moment(earlier), _moment(later)
    least, least_by, most, most_by = ZERO, None, None, None
    for one in counts:
        answer = one.answer
        if not isinstance(answer, Interval):
            continue
        period = facets.period(one.claim)
        low = answer.low or ZERO
        if low > least and first.before(Span(period.earliest, period.earliest)) and _ends_by(period, last.earliest):
            least, least_by = low, one
        covers = _begins_by(period, first.earliest) and (period.latest is None or _ends_from(period, last.latest))
        if covers and answer.high is not None and (most is None or answer.high < most):
            most, most_by = answer.high, one
    return Flow(least, least_by, most, most_by)


def _ends_by(period: Span, day: date | None) -> bool:
    return period.latest is not None and day is not None and period.latest <= day


def _ends_from(period: Span, day: date | None) -> bool:
    return period.latest is not None and day is not None and period.latest >= day


def _begins_by(period: Span, day: date | None) -> bool:
    """Return whether a period holds everything after the end of `day`: a stock is counted at the end of its day."""
    return period.earliest is None or (day is not None and period.earliest <= day + timedelta(days=1))


def _balance(
    facts: Facts, earlier: Standing, later: Standing, plus: Sequence[Flow], minus: Sequence[Flow]
) -> Iterator[Discrepancy]:
    """Yield a conflict where the later count is above all, or below all, that the balance allows."""
    before, after = earlier.answer, later.answer
    if not isinstance(before, Interval) or not isinstance(after, Interval):
        return
    if before.high is not None and after.low is not None and plus and all(flow.most is not None for flow in plus):
        most = before.high + sum((flow.most or ZERO for flow in plus), ZERO)
        went = _needed([flow for flow in minus if flow.least_by], after.low - most)
        if most - sum((flow.least for flow in went), ZERO) < after.low:
            used = [flow.most_by for flow in plus] + [flow.least_by for flow in went]
            yield _told(facts, earlier, later, used)
    if before.low is not None and after.high is not None and minus and all(flow.most is not None for flow in minus):
        least = before.low - sum((flow.most or ZERO for flow in minus), ZERO)
        came = _needed([flow for flow in plus if flow.least_by], least - after.high)
        if least + sum((flow.least for flow in came), ZERO) > after.high:
            used = [flow.least_by for flow in came] + [flow.most_by for flow in minus]
            yield _told(facts, earlier, later, used)


def _needed(flows: Sequence[Flow], surplus: Number) -> list[Flow]:
    """Return the fewest flows, largest first, that together with the surplus exceed nothing: those the conflict needs."""
    kept: list[Flow] = []
    for flow in sorted(flows, key=lambda each: -each.least):
        if surplus > 0:
            break
        kept.append(flow)
        surplus += flow.least
    return kept


def _told(facts: Facts, earlier: Standing, later: Standing, used: Sequence[Standing | None]) -> Discrepancy:
    flows = [one.claim for one in used if one]
    groups = tuple((claim.id,) for claim in (earlier.claim, later.claim, *flows))
    why = reasons.no_balance(facts, earlier.claim, later.claim, flows)
    return Discrepancy(earlier.claim.question, "conflict", "sum", groups, "", why)
