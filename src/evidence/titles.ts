type Quantity = { name: string; unit: string };
type Axis = { title: string; unit: string };

/** A quantity's name in words with its unit, which is not said twice: `call_ms` in ms is *call ms*, `gap` in AUC *gap (AUC)*. */
export function quantityTitle({ name, unit }: Quantity): string {
  const words = name.split('_');
  const isUnit = (word: string): boolean => word.toLowerCase() === unit.toLowerCase();
  const title = words.map(word => (isUnit(word) ? unit : word)).join(' ');
  return unit === '' || words.some(isUnit) ? title : `${title} (${unit})`;
}

/** What is varied, with its unit where the title does not say it: *Rows in a window*, *Mean delay (h)*. */
export function axisTitle(axis: Axis): string {
  return saysUnit(axis) ? axis.title : `${axis.title} (${axis.unit})`;
}

/** The same for a narrow column: *rows* for *Rows in a window*. */
export function columnTitle(axis: Axis): string {
  return axis.unit !== '' && says(axis.title, axis.unit) ? axis.unit : axisTitle(axis);
}

/** Whether the title leaves no doubt about the unit. */
export function saysUnit({ title, unit }: Axis): boolean {
  return unit === '' || says(title, spoken.get(unit) ?? unit);
}

const spoken = new Map([['1/s', 'per second']]);

function says(title: string, unit: string): boolean {
  const words = wordsOf(title);
  return wordsOf(unit).every(word => words.includes(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}%]+/u);
}
