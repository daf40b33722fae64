import { findLibrary } from '../../src/cli/find-library.ts';
import { isRefusal } from '../../src/cli/refusal.ts';
import { templatesOf } from '../../src/cli/templates/templates-of.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { rulePage } from '../../src/rules/pages/rule-page.ts';
import { rulesIndex } from '../../src/rules/pages/rules-index.ts';
import { answersFile } from './answers.ts';
import { layerRules } from './layer-rules.ts';
import { ruleFolders } from './rule-folders.ts';

/** Makes the types of GitHub's answers, the linter's import rules, the pages of the rules and the templates in .github. */
export async function fromProgram(): Promise<Record<string, string>> {
  return {
    'src/github/answers.generated.ts': await answersFile(),
    'scripts/layers.generated.json': layerRules(),
    ...rulePages(),
    ...(await templates()),
  };
}

async function templates(): Promise<Record<string, string>> {
  const library = await findLibrary(process.cwd());
  const examiner = openExaminer();
  const made = isRefusal(library)
    ? library
    : await templatesOf(library, examiner).finally(() => examiner.close());
  if (isRefusal(made)) throw new Error(made.refusal);
  return made;
}

function rulePages(): Record<string, string> {
  const folders = ruleFolders();
  return {
    'docs/rules.md': rulesIndex(id => folders.get(id)),
    ...Object.fromEntries(allRules.map(rule => [`docs/rules/${rule.id}.md`, rulePage(rule)])),
  };
}
