/** What a validator has against a value, in ajv's form: where in the value, and by which word of the schema. */
export type SchemaError = {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Readonly<Record<string, unknown>>;
  /** The key of which `propertyNames` speaks. */
  propertyName?: string;
  /** What the schema's word says, the part of the schema that has the word, and the part of the value. */
  schema?: unknown;
  parentSchema?: unknown;
  data?: unknown;
};
