/** The first line in which two texts differ, for a message. */
export function firstDifference(was: string, is: string): string {
  const [old, now] = [was.split('\n'), is.split('\n')];
  const longer = old.length > now.length ? old : now;
  const at = longer.findIndex((_, index) => old[index] !== now[index]);
  return `line ${at + 1}\n- ${old[at] ?? '(the end)'}\n+ ${now[at] ?? '(the end)'}`;
}
