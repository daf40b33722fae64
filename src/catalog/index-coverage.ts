import type { RootContent } from 'mdast';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { codeSpan, heading, link, table } from '../pattern/tree.ts';
import { readmeOf } from './entry.ts';
import { categoryOfArea, partsOf } from './fingerprint.ts';
import { type Cell, linkTo } from './index-link.ts';
import type { Library } from './library.ts';
import { plannedTopics, type Taxonomy } from './taxonomy.ts';

/** Which of the planned topics are written, by phase, and how many patterns there are for each framework. */
export function coveragePart(library: Library, taxonomy: Taxonomy): RootContent[] {
  // Of two patterns with one fingerprint, the same one is shown whatever their order.
  const ordered = library.entries.toSorted((a, b) => byCodeUnit(readmeOf(b), readmeOf(a)));
  const byFingerprint = new Map(ordered.map(entry => [entry.fingerprint, entry]));
  const planned = plannedTopics(taxonomy);
  const parts = taxonomy.phases.flatMap(phase => {
    const topics = planned.filter(topic => topic.phase === phase.id);
    const written = topics.filter(topic => byFingerprint.has(topic.fingerprint)).length;
    const rows = topics.map((topic): Cell[] => {
      const entry = byFingerprint.get(topic.fingerprint);
      const title: Cell = [entry ? link(linkTo(entry), topic.title) : topic.title];
      const category = categoryOfArea(taxonomy, partsOf(topic.fingerprint)?.area ?? '');
      return [
        [codeSpan(topic.fingerprint)],
        title,
        [category?.title ?? ''],
        [entry ? entry.status : 'wanted'],
      ];
    });
    return [
      heading(3, `Phase ${phase.id}: ${phase.title} (${written} of ${topics.length})`),
      table([['Fingerprint'], ['Topic'], ['Category'], ['State']], rows),
    ];
  });
  return [heading(2, 'Coverage of the planned topics'), ...parts, ...frameworksPart(library, taxonomy)];
}

function frameworksPart({ entries }: Library, { frameworks }: Taxonomy): RootContent[] {
  const rows = frameworks.map(({ id, title }): Cell[] => {
    const written = entries.filter(entry => entry.frameworks.includes(id));
    const measured = written.filter(entry => entry.evidence.tested.includes(id));
    return [[title], [String(written.length)], [String(measured.length)]];
  });
  return [
    heading(3, 'By framework'),
    table([['Framework'], ['Patterns written for it'], ['Measured with it']], rows),
  ];
}
