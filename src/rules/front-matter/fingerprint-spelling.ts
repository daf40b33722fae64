import { categoryOfArea, partsOf } from '../../catalog/fingerprint.ts';
import type { Taxonomy } from '../../catalog/taxonomy.generated.ts';

/** `ml-opt-8`, `ML_OPT_008` or `OPT-008` as the fingerprint that was meant; null where that is not certain. */
export function fingerprintSpelling(written: string, taxonomy: Taxonomy): string | null {
  const match = /^(?:([a-z]{2,5})[\s_.–-]+)?([a-z]{2,5})[\s_.–-]*0*(\d{1,3})$/i.exec(written.trim());
  if (match === null) return null;
  const [, prefix = taxonomy.prefix, area = '', number = ''] = match;
  const spelling = `${prefix}-${area}-${number.padStart(3, '0')}`.toUpperCase();
  const parts = partsOf(spelling);
  const isKnown = parts?.prefix === taxonomy.prefix && categoryOfArea(taxonomy, parts.area) !== null;
  return isKnown && parts.number > 0 ? spelling : null;
}
