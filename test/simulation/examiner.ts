import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { type Examination, examine, type FolderPolicy } from '../../src/inspection/examine.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';

const known = new Map<string, Examination>();
const policies = new WeakMap<object, string>();
const maxKnown = 5_000;

/** Examines in this process; the same files by the same policy are examined once, whichever run asks. */
export const examiner: Examiner = {
  examine: async (folders, policy) =>
    folders.map(folder => {
      const key = `${JSON.stringify(folder)} ${nameOf(policy)}`;
      const examination = known.get(key) ?? examine(folder, policy);
      if (known.size < maxKnown) known.set(key, examination);
      return examination;
    }),
  parse: async files => files.map(file => parseFile(file)),
  start: async () => {},
  shrink: () => {},
  close: () => {},
};

function nameOf(policy: FolderPolicy): string {
  const name = policies.get(policy) ?? JSON.stringify(policy);
  policies.set(policy, name);
  return name;
}
