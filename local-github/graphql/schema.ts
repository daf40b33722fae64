import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';

/** What GitHub's own scalars must look like when they come in. */
const SCALARS: Record<string, { pattern: RegExp; multipleOf?: number; expected: string }> = {
  GitObjectID: { pattern: /^[0-9a-f]{40}$/, expected: 'a full 40-character hexadecimal object id' },
  Base64String: {
    // Of megabytes: a repeated group would exceed the stack.
    pattern: /^[A-Za-z0-9+/]*={0,2}$/,
    multipleOf: 4,
    expected: 'base64 as in RFC 4648, padded and without line breaks',
  },
  URI: { pattern: /^https?:\/\/[^\s]+$/i, expected: 'an http or https address' },
  DateTime: {
    pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
    expected: 'an ISO 8601 date and time',
  },
};

let schema: GraphQLSchema | undefined;

/** GitHub's published GraphQL schema, built once, when it is first asked for. */
export function githubSchema(): GraphQLSchema {
  schema ??= build();
  return schema;
}

function build(): GraphQLSchema {
  const built = buildSchema(published.idl, { assumeValid: true, assumeValidSDL: true });
  for (const [name, { pattern, multipleOf = 1, expected }] of Object.entries(SCALARS)) {
    const scalar = built.getType(name);
    if (!(scalar instanceof GraphQLScalarType)) continue;
    // Literals are read through parseValue as well.
    scalar.parseValue = value => {
      if (typeof value === 'string' && value.length % multipleOf === 0 && pattern.test(value)) return value;
      throw new GraphQLError(`${name} is ${expected}, not ${JSON.stringify(value)?.slice(0, 100)}`);
    };
    scalar.parseLiteral = (node, variables) =>
      scalar.parseValue(
        node.kind === 'Variable' ? variables?.[node.name.value] : 'value' in node && node.value,
      );
  }
  return built;
}
