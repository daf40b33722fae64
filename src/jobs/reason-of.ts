/** What a thrown value says, whatever it is: what comes out of WebAssembly is often no Error. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === '')
    return thrown.errors.map(reasonOf).join(', ');
  if (thrown instanceof Error && thrown.message !== '') return thrown.message;
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const { name, code, errno, status, message } = thrown as Record<string, unknown>;
  const facts = Object.entries({ message, name, code, errno, status })
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([key, value]) => (key === 'message' ? String(value) : `${key} ${value}`));
  return facts.length > 0 ? facts.join(', ') : 'no reason was given';
}
