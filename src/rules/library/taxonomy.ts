import { type Entry, readmeOf } from '../../catalog/entry.ts';
import { categoryOfArea, partsOf } from '../../catalog/fingerprint.ts';
import type { Library } from '../../catalog/library.ts';
import { entriesWith } from '../../catalog/library-index.ts';
import type { Taxonomy } from '../../catalog/taxonomy.ts';
import { startOfFile } from '../../pattern/position.ts';
import { code } from '../../pattern/wording.ts';
import { exampleTaxonomy } from '../examples/example-taxonomy.ts';
import type { ChangeRule, Finding } from '../rule.ts';

const path = 'patterns/ml/taxonomy.yaml';

export const taxonomy: ChangeRule = {
  id: 'taxonomy',
  since: '0.1.0',
  scope: 'library',
  each: 'change',
  severity: 'error',
  what: 'The taxonomy fits `schemas/taxonomy.schema.json`, nothing is claimed twice, and what is retired is unused and stays retired.',
  why: 'Everything is judged by the taxonomy once it is merged; a broken one stops every review.',
  fix: 'Correct the place that the message names.',
  failing: { files: { [path]: exampleTaxonomy.replace('areas: [MON]', 'areas: [OPT]') } },
  passing: { files: { [path]: exampleTaxonomy } },
  *check(change, { taxonomy: present, library }) {
    const own = `patterns/${change.domain}/taxonomy.yaml`;
    if (change.edited?.includes(own) && change.files.every(file => file.path !== own))
      yield {
        path: own,
        range: startOfFile,
        message: 'Without this file nothing in the domain is looked after any more. Put it back.',
      };
    for (const file of change.files) {
      if (file.kind !== 'taxonomy') continue;
      const { taxonomy: proposed, problems, ranges } = file.taxonomy;
      for (const problem of problems) yield { path: file.path, ...problem };
      if (!proposed) continue;
      for (const fingerprint of present.retired.filter(item => !proposed.retired.includes(item)))
        yield {
          path: file.path,
          range: ranges.retired,
          message: `\`retired\` no longer names ${code(fingerprint)}. What is retired stays retired: put it back.`,
        };
      yield* leftBehind(file.path, present, proposed, library);
      for (const [index, fingerprint] of proposed.retired.entries()) {
        const user = entriesWith(library, fingerprint)[0];
        if (user)
          yield {
            path: file.path,
            range: ranges.items[index] ?? ranges.retired,
            message: `${code(fingerprint)} belongs to ${code(readmeOf(user))}, so it cannot be retired. Remove the pattern as well, or keep the fingerprint.`,
          };
      }
    }
  },
};

/** Patterns that would break their rules once this taxonomy is merged, and do not break them already. */
function* leftBehind(
  path: string,
  present: Taxonomy,
  proposed: Taxonomy,
  library: Library,
): Iterable<Finding & { path: string }> {
  for (const entry of library.entries) {
    const already = new Set(lostIn(present, entry));
    for (const what of lostIn(proposed, entry))
      if (!already.has(what))
        yield {
          path,
          range: startOfFile,
          message: `${what}, which ${code(readmeOf(entry))} has. Change the pattern first, or keep it.`,
        };
  }
}

/** What a pattern has and a taxonomy lacks. */
function* lostIn(taxonomy: Taxonomy, entry: Entry): Iterable<string> {
  const parts = partsOf(entry.fingerprint);
  if (taxonomy.categories.every(({ id }) => id !== entry.category))
    yield `There is no longer a category ${code(entry.category)}`;
  else if (
    parts &&
    (parts.prefix !== taxonomy.prefix || categoryOfArea(taxonomy, parts.area)?.id !== entry.category)
  )
    yield `${code(entry.category)} no longer has the area of ${code(entry.fingerprint)}`;
  for (const framework of entry.frameworks)
    if (taxonomy.frameworks.every(({ id }) => id !== framework))
      yield `There is no longer a framework ${code(framework)}`;
}
