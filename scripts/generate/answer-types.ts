import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLNullableType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
  validate,
} from 'graphql';
import { githubSchema } from '../../local-github/graphql/schema.ts';

const scalars: Record<string, string> = { Int: 'number', Float: 'number', Boolean: 'boolean' };

/** Of more possible types than this, a list of their names would tell nobody anything. */
const maxTypenames = 8;

/**
 * Returns TypeScript types of what GitHub answers to documents and of their variables, by GitHub's published schema. One
 * thing is taken on trust: what is asked for by its id is of the kind that the document names, since ids come from GitHub
 * with their kind. Whatever else may be of several kinds is a union.
 */
export function answerTypes(documents: readonly string[]): string {
  const schema = githubSchema();
  const entries = documents.map(document => entryFor(schema, document)).sort();
  return laidOut(`export type Answers = { ${entries.join(' ')} };`);
}

function entryFor(schema: GraphQLSchema, document: string): string {
  const parsed = parse(document);
  const [problem] = validate(schema, parsed);
  const [operation, ...others] = parsed.definitions;
  if (problem) throw new Error(`${problem.message} In ${document}`);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0)
    throw new Error(`Expected one operation: ${document}`);
  return entryOf(schema, operation);
}

function entryOf(schema: GraphQLSchema, { operation, name, ...node }: OperationDefinitionNode): string {
  const root = schema.getRootType(operation);
  if (!root || !name) throw new Error('Expected an operation with a name.');
  const variables = (node.variableDefinitions ?? []).map(({ variable, type }) => {
    const optional = type.kind === Kind.NON_NULL_TYPE ? '' : '?';
    return `${variable.name.value}${optional}: ${inputType(type)};`;
  });
  const data = selectionType(schema, root, node.selectionSet);
  return `${name.value}: { data: ${data}; variables: { ${variables.join(' ')} }; };`;
}

/** The local GitHub holds input objects against the schema when they are sent; here they are just objects. */
function inputType(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return inputType(type.type).replace(/ \| null$/, '');
  if (type.kind === Kind.LIST_TYPE) return `(${inputType(type.type)})[] | null`;
  const name = type.name.value;
  return `${name.endsWith('Input') ? 'object' : (scalars[name] ?? 'string')} | null`;
}

function outputType(schema: GraphQLSchema, type: GraphQLOutputType, field: FieldNode): string {
  if (isNonNullType(type)) return nonNullType(schema, type.ofType, field);
  return `${nonNullType(schema, type, field)} | null`;
}

function nonNullType(
  schema: GraphQLSchema,
  type: GraphQLNullableType & GraphQLOutputType,
  field: FieldNode,
): string {
  if (isListType(type)) return `(${outputType(schema, type.ofType, field)})[]`;
  if (isScalarType(type)) return scalars[type.name] ?? 'string';
  if (isEnumType(type)) return literals(type.getValues().map(({ name }) => name));
  if (!field.selectionSet) throw new Error(`${field.name.value} has no fields.`);
  return selectionType(schema, type, field.selectionSet, field.name.value === 'node');
}

/** An object, or a union of one object for each kind that the document tells apart and one for the other kinds. */
function selectionType(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  { selections }: SelectionSetNode,
  isById = false,
): string {
  const own = selections.filter(selection => selection.kind === Kind.FIELD);
  const fragments = selections.filter(selection => selection.kind === Kind.INLINE_FRAGMENT);
  if (own.length + fragments.length < selections.length) throw new Error('Expected no fragment by name.');
  if (fragments.length === 0) return `{ ${fieldsOf(schema, type, own).join(' ')} }`;
  const kinds = fragments.map(({ typeCondition, selectionSet }) => {
    const kind = schema.getType(typeCondition?.name.value ?? '');
    if (!kind) throw new Error('Expected a fragment on a type.');
    return { kind, fields: selectionSet.selections.filter(selection => selection.kind === Kind.FIELD) };
  });
  const all = new Set(kinds.flatMap(({ fields }) => fields.map(keyOf)));
  const variant = (kind: GraphQLNamedType, fields: readonly FieldNode[]): string => {
    const present = [...own, ...fields];
    const keys = present.map(keyOf);
    const never = [...all].filter(key => !keys.includes(key)).map(key => `${key}?: never;`);
    return `{ ${[...fieldsOf(schema, kind, present), ...never].join(' ')} }`;
  };
  const named = kinds.map(({ kind, fields }) => variant(kind, fields));
  const isAll = isById || (isAbstractType(type) && schema.getPossibleTypes(type).length === kinds.length);
  return (isAll ? named : [...named, variant(type, [])]).join(' | ');
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLNamedType, fields: readonly FieldNode[]): string[] {
  return fields.map(field => {
    const name = field.name.value;
    if (name === '__typename') return `__typename: ${typenamesOf(schema, type)};`;
    const known = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    if (!known) throw new Error(`${type.name} has no ${name}.`);
    return `${keyOf(field)}: ${outputType(schema, known.type, field)};`;
  });
}

function typenamesOf(schema: GraphQLSchema, type: GraphQLNamedType): string {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return possible.length > maxTypenames ? 'string' : literals(possible.map(({ name }) => name));
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function literals(names: readonly string[]): string {
  return names.map(name => `'${name}'`).join(' | ');
}

/** Puts every field on a line of its own. */
function laidOut(text: string): string {
  let depth = 0;
  const lines = text.split(/(?<=\{) |(?<=;) |(?<=;) (?=\})/).map(part => {
    const closes = part.startsWith('}');
    if (closes) depth -= 1;
    const line = `${'  '.repeat(depth)}${part}`;
    if (part.endsWith('{')) depth += 1;
    return line;
  });
  return `${lines.join('\n')}\n`;
}
