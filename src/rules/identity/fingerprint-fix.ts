import type { Fix } from '../../pattern/diagnostic.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { textFix } from '../../pattern/value-fix.ts';
import type { FolderContext } from '../rule.ts';

/** The fingerprint that this pattern is to have instead of the one that it cannot keep. */
export function fingerprintFix(pattern: Pattern, { fingerprintFor }: FolderContext): Fix | null {
  const fingerprint = fingerprintFor();
  return fingerprint === null ? null : textFix(pattern, '/fingerprint', fingerprint);
}
