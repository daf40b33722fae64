import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { requirements } from '../../rules/requirements.ts';
import type { Guidelines } from './guidelines.ts';
import { type FormElement, type IssueForm, required } from './issue-form.ts';

/** For an idea that nobody has written down yet. */
export function proposePattern(guidelines: Guidelines): IssueForm {
  return {
    name: 'Propose a pattern',
    description: 'An idea for a pattern that the library lacks, or for a planned one that you know well.',
    body: [
      {
        type: 'markdown',
        attributes: {
          value: `You need not ask first: \`${guidelines.command} new\` writes a draft in ten minutes, and a draft is welcome. This form is for an idea that somebody else may write.`,
        },
      },
      ...whatItIs(),
      ...whereItBelongs(guidelines),
      ...whatIsKnown(),
    ],
  };
}

function whatItIs(): FormElement[] {
  const { name, symptom } = patternSchema.properties;
  return [
    {
      type: 'input',
      id: 'name',
      attributes: {
        label: name.title,
        description: sentence(name.description),
        placeholder: name.examples[0] ?? '',
      },
      ...required,
    },
    {
      type: 'input',
      id: 'symptom',
      attributes: {
        label: symptom.title,
        description: sentence(symptom.description),
        placeholder: symptom.examples[0] ?? '',
      },
      ...required,
    },
  ];
}

function whereItBelongs({ taxonomies }: Guidelines): FormElement[] {
  const { category, frameworks } = patternSchema.properties;
  const planned = taxonomies.flatMap(({ topics }) => topics).map(({ fingerprint }) => fingerprint);
  const categories = taxonomies.flatMap(taxonomy => taxonomy.categories);
  const known = new Map(
    taxonomies.flatMap(taxonomy => taxonomy.frameworks).map(({ id, title }) => [id, title]),
  );
  return [
    {
      type: 'dropdown',
      id: 'category',
      attributes: {
        label: category.title,
        description: 'Where readers would look for it.',
        options: [...categories.map(({ id, title }) => `${title} (${id})`), 'Not sure'],
      },
      ...required,
    },
    {
      type: 'input',
      id: 'fingerprint',
      attributes: {
        label: 'Planned fingerprint',
        description: 'If it is one of the planned topics that INDEX.md lists; else leave it empty.',
        ...(planned[0] !== undefined && { placeholder: planned[0] }),
      },
    },
    {
      type: 'dropdown',
      id: 'frameworks',
      attributes: {
        label: frameworks.title,
        description: sentence(frameworks.description),
        multiple: true,
        options: [...new Set(known.values())],
      },
    },
  ];
}

function whatIsKnown(): FormElement[] {
  return [
    {
      type: 'textarea',
      id: 'solution',
      attributes: {
        label: 'What to do, and what it costs',
        description: 'The solution in a few sentences, when not to use it, and a source if you know one.',
      },
      ...required,
    },
    {
      type: 'textarea',
      id: 'known',
      attributes: {
        label: 'What you know of what will be asked',
        description: `Anything helps, nothing is needed: ${submissionGuidelines().join(', ')}.`,
      },
    },
    {
      type: 'checkboxes',
      id: 'help',
      attributes: {
        label: 'What you would do yourself',
        options: [{ label: 'Write the draft' }, { label: 'Measure it' }, { label: 'Read what others write' }],
      },
    },
  ];
}

/** The submission guidelines without what one does with them: “framework compatibility”. */
function submissionGuidelines(): string[] {
  return requirements
    .filter(({ part }) => part === 'Submission Guidelines')
    .map(({ line }) => line.slice(line.indexOf(' ') + 1));
}

/** The schema's descriptions, as sentences. */
function sentence(description: string): string {
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
}
