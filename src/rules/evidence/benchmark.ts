import { evidenceFiles, folderOf } from '../../pattern/place.ts';
import { code, oneOf } from '../../pattern/wording.ts';
import { accepted, acceptedPath, acceptedReadme } from '../examples/example-accepted.ts';
import { exampleScript } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { evidenceHeading, reproduce } from './evidence-place.ts';

const [script] = evidenceFiles;

export const benchmark: FolderRule = {
  id: 'benchmark',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Beside an accepted pattern lie its experiment `benchmark.py`, and the `results.json` and `chart.svg` that it gave.',
  why: 'A figure that nobody can measure again is an opinion.',
  fix: 'Write `benchmark.py` as the handbook says and run `patterns reproduce <fingerprint>`. Where nothing can be measured, ask for a waiver of this rule with the reason; the other rules about evidence say nothing of what is not there.',
  failing: {
    files: {
      [acceptedPath]: acceptedReadme({ Evidence: 'To be measured.' }),
      [acceptedPath.replace('README.md', script)]: exampleScript,
    },
  },
  passing: accepted(),
  *check(pattern, { fileAt }) {
    if (pattern.frontMatter.state !== 'read') return;
    const folder = folderOf(pattern.place);
    // What is there and cannot be read is told by `readable`.
    const missing = evidenceFiles.filter(name => fileAt(`${folder}/${name}`) === undefined);
    if (missing.length === 0) return;
    const written = missing.filter(name => name !== script);
    const message = missing.includes(script)
      ? `There is no ${code(script)} beside this README, so nothing was measured. Write the experiment as the handbook says; ${reproduce(pattern)} then writes the results, the chart and this section.`
      : `There is no ${oneOf(written)} beside this README. Let ${reproduce(pattern)} measure and write ${written.length === 1 ? 'it' : 'them'}.`;
    yield { range: evidenceHeading(pattern), message };
  },
};
