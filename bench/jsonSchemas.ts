import schema from '../schemas/kubernetes.json' with { type: 'json' };

type Raw = {
  ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  items?: Raw;
  values?: Raw;
  fields?: Record<string, Raw>;
  required?: string[];
};

/**
 * The JSON schema of one kind (`apps.v1.StatefulSet`), made of the structure that our own check uses: yaml-language-server
 * and kubeconform are given it, so that all look at the same things.
 */
export function schemaOfKind(root: string): object {
  const types = schema.types as unknown as Record<string, Raw>;
  const definitions = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, typeSchema(type)]));
  // Kubeconform resolves such references in this draft only.
  return { $schema: 'http://json-schema.org/draft-07/schema#', definitions, $ref: `#/definitions/${root}` };
}

function typeSchema(type: Raw): object {
  if (!type.fields) return valueSchema(type);
  const properties = Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, valueSchema(field)]));
  return { type: 'object', properties, required: type.required ?? [], additionalProperties: false };
}

function valueSchema(value: Raw): object {
  if (value.ref) return { $ref: `#/definitions/${value.ref}` };
  if (value.items) return { type: 'array', items: valueSchema(value.items) };
  if (value.values) return { type: 'object', additionalProperties: valueSchema(value.values) };
  if (value.type === 'int-or-string' || value.format === 'int-or-string') return { type: ['string', 'integer'] };
  return { ...(value.type ? { type: value.type } : {}), ...(value.enum ? { enum: value.enum } : {}) };
}
