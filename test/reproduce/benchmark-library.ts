import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarkTemplate } from '../../src/cli/benchmark-template.ts';
import { evidenceCloses, evidenceOpens } from '../../src/evidence/section.ts';
import { goodFiles, temporaryLibrary } from '../cli/temporary-library.ts';

export const folder = 'patterns/ml/optimization/prediction-caching';

/** A library whose pattern ML-OPT-008 has the benchmark of `patterns new --benchmark`, and the real module beside it. */
export function benchmarkLibrary(script: string = benchmarkTemplate, block = 'assert True'): string {
  const root = temporaryLibrary({
    ...goodFiles,
    [`${folder}/README.md`]: `---\nfingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization\n---\n\n# A\n\n## Evidence\n\n${evidenceOpens}\n\n${evidenceCloses}\n\n## Implementation\n\n\`\`\`python runnable\n${block}\n\`\`\`\n`,
    [`${folder}/benchmark.py`]: script,
  });
  const module = 'patterns/ml/measure';
  cpSync(join(import.meta.dirname, '../..', module), join(root, module), {
    recursive: true,
    filter: path => !path.includes('__pycache__'),
  });
  return root;
}

/** A benchmark whose every run does this. */
export function scriptWith(lines: string, seeds = 'range(5)'): string {
  const body = lines
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n');
  return benchmarkTemplate
    .replace(/(def measure[^\n]*\n)[\s\S]*?\n\n\nif/, (_, head: string) => `${head}${body}\n\n\nif`)
    .replace('range(10)', seeds);
}
