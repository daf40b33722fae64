import { startOfFile } from '../../pattern/position.ts';
import { wordingOfYaml } from '../../pattern/yaml-wording.ts';
import { caching, cachingDraft, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';

export const yaml: FolderRule = {
  id: 'yaml',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'The front matter is plain YAML 1.2: keys and values, without anchors, tags, merge keys or repeated keys.',
  why: 'Everything that reads the library must read the same values, and clever YAML is read differently by different readers.',
  fix: 'Write each key once with its plain value; put text with `: `, `#`, quotes or brackets in quotes.',
  failing: caching(readme(`${cachingKeys}\nname: Caching`)),
  passing: caching(cachingDraft),
  *check(pattern) {
    const matter = pattern.frontMatter;
    if (matter.state !== 'read') return;
    for (const problem of matter.yaml.problems)
      yield { range: problem.range, message: wordingOfYaml(problem) };
    const { value, places } = matter.yaml;
    if (value !== null && (typeof value !== 'object' || Array.isArray(value)))
      yield {
        range: places['']?.value ?? startOfFile,
        message: 'The front matter must be keys and values, such as `name: Prediction Caching`.',
      };
  },
};
