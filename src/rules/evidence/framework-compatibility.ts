import { testedFrameworks } from '../../evidence/frameworks.ts';
import { runnableBlocks } from '../../evidence/runnable.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { keyValue, rangeAt } from '../../pattern/pattern.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedKeys } from '../examples/example-accepted.ts';
import { exampleResults } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';

const keys = acceptedKeys.replace('[framework-agnostic]', '[framework-agnostic, scikit-learn]');
const { environment } = exampleResults;

export const frameworkCompatibility: FolderRule = {
  id: 'framework-compatibility',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Each framework that a pattern names was measured or run with, or its code is marked as *not run by us*.',
  why: 'Code for a framework that nobody has run is useful, and costs trust when it looks like the rest.',
  fix: 'Measure or run it, say beside its code or sentence in *Implementation* (an anti-pattern: *Detection*) that it was “not run by us”, or take the framework out of `frameworks`.',
  failing: accepted({}, {}, keys),
  passing: accepted({}, {}, keys, {
    environment: { ...environment, packages: { ...environment.packages, 'scikit-learn': '1.2.1' } },
  }),
  *check(pattern, { evidence, taxonomy }) {
    const section = writtenSection(pattern, 'Implementation') ?? writtenSection(pattern, 'Detection');
    const written = keyValue(pattern, 'frameworks');
    const { results } = evidence(pattern);
    if (!section || !Array.isArray(written) || (results !== null && results.results === null)) return;
    const from = section.heading.position?.end.offset ?? 0;
    const to = section.content.at(-1)?.position?.end.offset ?? from;
    const text = pattern.text.slice(from, to).toLowerCase();
    const isMarked = marked.test(text);
    const program = runnableBlocks(pattern)
      .map(block => block.code)
      .join('\n');
    for (const [index, id] of written.entries()) {
      const framework = taxonomy.frameworks.find(item => item.id === id);
      if (!framework || testedFrameworks([framework.id], results?.results ?? null).length > 0) continue;
      if (framework.id === 'framework-agnostic' || imports(program, framework.id)) continue;
      const names = [framework.id, framework.title].map(name => name.toLowerCase());
      const isNamed = names.some(name => text.includes(name));
      if (isNamed && isMarked) continue;
      const title = code(`## ${section.title}`);
      const what = isNamed
        ? `and ${title} shows it without the words “not run by us”`
        : `and ${title} does not name it`;
      yield {
        range: rangeAt(pattern, `/frameworks/${index}`),
        message: `${code(framework.id)} was neither measured nor run with, ${what}. Use it in \`benchmark.py\` or in a runnable block, describe it there as “not run by us”, or take it out of \`frameworks\`.`,
      };
    }
  },
};

/** Emphasised, in a comment, or across two lines of one. */
const marked = /(?<![a-z])not[\s#*_>/]+run[\s#*_>/]+by[\s#*_>/]+us(?![a-z])/;

const modules: Record<string, string> = {
  'scikit-learn': 'sklearn',
  pytorch: 'torch',
  tensorflow: 'tensorflow',
  jax: 'jax',
};

/** Whether a program uses a framework: runnable blocks are run, which `examples-ran` looks after. */
function imports(program: string, framework: string): boolean {
  const module = Object.hasOwn(modules, framework) ? modules[framework] : undefined;
  return module !== undefined && new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${module}\\b`, 'm').test(program);
}
