import { type IssueForm, required } from './issue-form.ts';

/** For whoever was told something that is not so. */
export const ruleIsWrong: IssueForm = {
  name: 'A rule or the App is wrong',
  description: 'A finding that is not one, a finding that is missing, or an answer that does not help.',
  body: [
    {
      type: 'markdown',
      attributes: {
        value:
          'Where a rule is right but cannot be met by your pattern, a waiver in its front matter is the way: it names the rule and the reason, and a maintainer judges it.',
      },
    },
    {
      type: 'input',
      id: 'rule',
      attributes: {
        label: 'Rule',
        description: 'Its id, as the finding shows it. Leave it empty when it is not about a rule.',
        placeholder: 'scale-axis',
      },
    },
    {
      type: 'input',
      id: 'where',
      attributes: {
        label: 'Where',
        description: 'The pull request, or the pattern and the line.',
      },
      ...required,
    },
    {
      type: 'textarea',
      id: 'said',
      attributes: { label: 'What it said', description: 'The finding or the answer, word for word.' },
      ...required,
    },
    {
      type: 'textarea',
      id: 'expected',
      attributes: {
        label: 'What it should have said, and why',
        description: 'The text that it spoke of helps most.',
      },
      ...required,
    },
    {
      type: 'input',
      id: 'version',
      attributes: {
        label: 'Version',
        description: 'The review comment names it, and so does patterns --version.',
      },
    },
  ],
};
