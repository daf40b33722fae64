import { relationsOf } from '../../pattern/relations.ts';
import { code } from '../../pattern/wording.ts';
import { pair } from '../examples/example-pair.ts';
import type { FolderRule } from '../rule.ts';

const fewest = 3;
const returned = 'alternative-to %: when inputs rarely repeat.';

export const alternativeCondition: FolderRule = {
  id: 'alternative-condition',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Behind an alternative stands the condition that decides between the two.',
  why: 'The index lists alternatives side by side with what decides; without it, the reader has to read both pages and guess.',
  fix: 'Write `alternative-to [ML-XXX-000 name](…): when …`, with a condition that a reader can check.',
  failing: pair('alternative-to %', returned),
  passing: pair('alternative-to %: when at least one request in five repeats.', returned),
  *check(pattern) {
    for (const { kind, fingerprint, note, range } of relationsOf(pattern)) {
      if (kind !== 'alternative-to' || (note.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= fewest) continue;
      const there = note === '' ? 'Nothing' : `Only ${code(note)}`;
      yield {
        range,
        message: `${there} says what decides between this pattern and ${code(fingerprint)}. Write the condition behind the link: a colon, then “when …”, such as “when at least one request in five repeats”.`,
      };
    }
  },
};
