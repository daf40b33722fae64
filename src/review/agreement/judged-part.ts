import type { Evidence } from '../../evidence/evidence.ts';
import { sha256 } from '../../evidence/sha256.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { keyValue, type Pattern } from '../../pattern/pattern.ts';
import { type Section, sectionsOf } from '../../pattern/sections.ts';

/** What a person looks at to judge a metric: sections of the README, keys of its front matter, and what was measured. */
type Part = { sections: readonly string[]; keys?: readonly string[]; measured?: true };

const parts: Record<string, Part> = {
  reproducibility: { sections: ['Evidence', 'Implementation'], measured: true },
  performance: { sections: ['Evidence', 'Trade-offs'], measured: true },
  scalability: { sections: ['Evidence'], measured: true },
  ethics: { sections: ['Ethics and fairness'], keys: ['personal_data'] },
};

/** A digest of what a person judges under a metric: while it stays the same, the judgement stands. */
export function judgedPart(metric: string, pattern: Pattern, { script, results }: Evidence): string {
  const part = parts[metric.toLowerCase()];
  if (!part) return digest([pattern.text]);
  const sections = sectionsOf(pattern.body).filter(({ title }) => part.sections.includes(title));
  return digest([
    ...sections.map(section => textOf(pattern, section)),
    ...(part.keys ?? []).map(key => JSON.stringify(keyValue(pattern, key) ?? null)),
    ...(part.measured ? [script?.sha256 ?? '', results?.sha256 ?? ''] : []),
  ]);
}

/** The section where to look first; null where it is the whole text. */
export function placeToJudge(metric: string, pattern: Pattern): { title: string; line: number } | null {
  const [title] = parts[metric.toLowerCase()]?.sections ?? [];
  const section = sectionsOf(pattern.body).find(section => section.title === title);
  return section ? { title: section.title, line: rangeOfNode(section.heading).start.line } : null;
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
