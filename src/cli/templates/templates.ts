import { rulesUrl } from '../../rules/docs-url.ts';
import type { Guidelines } from './guidelines.ts';
import { formFile } from './issue-form.ts';
import { patternIsWrong } from './pattern-is-wrong.ts';
import { proposePattern } from './propose-pattern.ts';
import { pullRequestTemplate } from './pull-request-template.ts';
import { ruleIsWrong } from './rule-is-wrong.ts';

const chooser = {
  blank_issues_enabled: true,
  contact_links: [
    {
      name: 'What a rule wants',
      url: rulesUrl,
      about: 'Every rule with its reason, the way to satisfy it, and an example.',
    },
  ],
};

/** The templates that GitHub offers in a repository of patterns, by path. */
export function templates(guidelines: Guidelines): Record<string, string> {
  const forms = {
    'propose-pattern': proposePattern(guidelines),
    'pattern-is-wrong': patternIsWrong(guidelines),
    'rule-is-wrong': ruleIsWrong,
    config: chooser,
  };
  return {
    '.github/PULL_REQUEST_TEMPLATE.md': pullRequestTemplate(guidelines),
    ...Object.fromEntries(
      Object.entries(forms).map(([name, form]) => [`.github/ISSUE_TEMPLATE/${name}.yml`, formFile(form)]),
    ),
  };
}
