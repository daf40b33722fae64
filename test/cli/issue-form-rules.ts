import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/**
 * What GitHub asks of an issue form, as its pages “Syntax for GitHub's form schema” and “Common validation errors when
 * creating issue forms” tell it. It is read as YAML 1.1, which takes `yes` for a boolean.
 */
const text = { type: 'string', pattern: '\\S' };
const id = { type: 'string', pattern: '^[A-Za-z0-9_-]+$' };
const validations = {
  type: 'object',
  additionalProperties: false,
  properties: { required: { type: 'boolean' } },
};
const element = (
  types: string[],
  needed: string[],
  properties: Record<string, unknown>,
  own: Record<string, unknown> = { id, validations },
): object => ({
  type: 'object',
  required: ['type', 'attributes'],
  additionalProperties: false,
  properties: {
    type: { enum: types },
    ...own,
    attributes: { type: 'object', required: needed, additionalProperties: false, properties },
  },
});
const field = { label: text, description: text };
const typed = { ...field, placeholder: text, value: text };
const checkbox = {
  type: 'object',
  required: ['label'],
  additionalProperties: false,
  properties: { label: text, required: { type: 'boolean' } },
};
const options = (items: object): object => ({ type: 'array', minItems: 1, uniqueItems: true, items });

const schema = {
  type: 'object',
  required: ['name', 'description', 'body'],
  additionalProperties: false,
  properties: {
    name: text,
    description: text,
    title: text,
    labels: { type: 'array', minItems: 1, items: text },
    assignees: { type: 'array', minItems: 1, items: text },
    body: {
      type: 'array',
      contains: { type: 'object', properties: { type: { not: { const: 'markdown' } } } },
      items: {
        oneOf: [
          element(['markdown'], ['value'], { value: text }, {}),
          element(['input'], ['label'], typed),
          element(['textarea'], ['label'], { ...typed, render: text }),
          element(['dropdown'], ['label', 'options'], {
            ...field,
            multiple: { type: 'boolean' },
            default: { type: 'integer' },
            options: options({ ...text, not: { pattern: '^[Nn]one$' } }),
          }),
          element(['checkboxes'], ['label', 'options'], { ...field, options: options(checkbox) }),
        ],
      },
    },
  },
};
const fits = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);

type Body = { id?: string; attributes: { label?: string; options?: unknown[] } }[];

/** What GitHub would have against the form; nothing: it shows it. */
export function objectionsTo(source: string): string[] {
  const form: unknown = parse(source, { schema: 'yaml-1.1' });
  if (!fits(form)) return (fits.errors ?? []).map(error => `${error.instancePath} ${error.message}`);
  const { body } = form as { body: Body };
  const ids = body.flatMap(item => item.id ?? []);
  // Where there is no id, the label is the reference; a checkbox has a label of its own.
  const labels = body
    .flatMap(({ attributes }) => [
      attributes.label,
      ...(attributes.options ?? []).map(option => (option as { label?: string }).label),
    ])
    .flatMap(label => label?.toLowerCase().replace(/[^a-z0-9_-]+/g, '-') ?? []);
  return [
    ...twice(ids).map(name => `the id ${name} is there twice`),
    ...twice(labels).map(name => `the label ${name} is there twice`),
    ...labels
      .filter(label => /passw|secret|token|credential/.test(label))
      .map(label => `${label} is forbidden`),
  ];
}

function twice(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
