/** What stands otherwise in JSON than in a text; a lone surrogate has no bytes of its own. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A value of the answer as JSON, as `JSON.stringify` writes it. */
export const jsonText = (value: unknown): string => {
  if (typeof value === 'string') return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  // A function or a symbol, which JSON has no word for.
  return JSON.stringify(value) ?? 'null';
};
