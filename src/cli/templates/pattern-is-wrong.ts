import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import type { Guidelines } from './guidelines.ts';
import { type IssueForm, required } from './issue-form.ts';

/** For a reader who knows better, or who has measured something else. */
export function patternIsWrong({ taxonomies, command }: Guidelines): IssueForm {
  const example = taxonomies[0]?.topics[0]?.fingerprint ?? patternSchema.$defs.fingerprint.examples[0] ?? '';
  return {
    name: 'A pattern is wrong or does not reproduce',
    description: 'A statement, a source, code or a figure of a pattern does not hold.',
    body: [
      {
        type: 'input',
        id: 'fingerprint',
        attributes: {
          label: patternSchema.properties.fingerprint.title,
          description: 'It stands at the top of the pattern and in INDEX.md.',
          placeholder: example,
        },
        ...required,
      },
      {
        type: 'dropdown',
        id: 'what',
        attributes: {
          label: 'What does not hold',
          options: [
            'A figure: measured again, it differs',
            'A statement: it is wrong, or wrong under some condition',
            'Code: it does not run, or does something else',
            'A source: it does not say this',
            'Ethics and fairness: somebody who is affected is missing',
          ],
        },
        ...required,
      },
      {
        type: 'textarea',
        id: 'difference',
        attributes: {
          label: 'What differs',
          description:
            'What the pattern says and in which section, what you saw instead, and how one can see it too.',
        },
        ...required,
      },
      {
        type: 'textarea',
        id: 'measured',
        attributes: {
          label: 'What was measured',
          description: `For a figure: what this prints, with the fingerprint of the pattern: ${command} reproduce --check ${example}`,
          render: 'text',
        },
      },
      {
        type: 'textarea',
        id: 'environment',
        attributes: {
          label: 'Environment',
          description:
            'For a figure or code: processor, memory, operating system, versions of Python and of the frameworks.',
        },
      },
    ],
  };
}
