import type { Evidence } from '../evidence/evidence.ts';
import { sha256 } from '../pattern/digests.ts';
import { rangeOfNode } from '../pattern/markdown.ts';
import { keyValue, type Pattern } from '../pattern/pattern.ts';
import { type Section, sectionsOf } from '../pattern/sections.ts';
import { type Judged, knownMetric, knownMetricNames } from './known-metrics.ts';

/** What a person judges of one pattern under one metric: its digest, and the section where to look first. */
export type JudgedPart = {
  digest: string;
  /** Null where it is the whole text. */
  place: { title: string; line: number } | null;
};

/** The judged parts of a pattern by the metric's name in lower case; `whole` serves every metric that is not among them. */
export type JudgedParts = { whole: JudgedPart; known: Record<string, JudgedPart> };

export function judgedPartsOf(pattern: Pattern, evidence: Evidence): JudgedParts {
  const known = knownMetricNames.flatMap(name => {
    const part = knownMetric(name)?.judged;
    return part ? [[name, judged(pattern, part, evidence)]] : [];
  });
  return {
    whole: { digest: digest([pattern.text]), place: null },
    known: Object.fromEntries(known),
  };
}

/** The part that a metric of this name judges. */
export function judgedPart({ whole, known }: JudgedParts, metric: string): JudgedPart {
  const name = metric.toLowerCase();
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? whole;
}

function judged(pattern: Pattern, { sections, keys, measured }: Judged, evidence: Evidence): JudgedPart {
  const all = sectionsOf(pattern.body);
  const own = all.filter(({ title }) => sections.includes(title));
  const first = all.find(({ title }) => title === sections[0]);
  const { script, results } = evidence;
  return {
    // A change of the evidence opens the box again, and so does a key.
    digest: digest([
      ...own.map(section => textOf(pattern, section)),
      ...keys.map(key => JSON.stringify(keyValue(pattern, key) ?? null)),
      ...(measured ? [script?.sha256 ?? '', results?.sha256 ?? ''] : []),
    ]),
    place: first ? { title: first.title, line: rangeOfNode(first.heading).start.line } : null,
  };
}

/** Twelve digits: nobody gains from a collision that costs 2^48 tries and shows in the text. */
export function digest(texts: readonly string[]): string {
  return sha256(JSON.stringify(texts)).slice(0, 12);
}

/** As written, so that also a change which parses the same opens the box again; without regard to line ends. */
function textOf({ text }: Pattern, { heading, content }: Section): string {
  const from = heading.position?.start.offset ?? 0;
  const to = (content.at(-1) ?? heading).position?.end.offset ?? from;
  return text.slice(from, to).replace(/\r\n/g, '\n');
}
