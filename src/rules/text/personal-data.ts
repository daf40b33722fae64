import { partsOf } from '../../catalog/fingerprint.ts';
import { keyValue, rangeAt, textOf } from '../../pattern/pattern.ts';
import { relationsOf } from '../../pattern/relations.ts';
import { accepted, acceptedKeys, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

const keys = acceptedKeys.replace('personal_data: possible', 'personal_data: required');
const privacy = 'patterns/ml/privacy/differential-privacy/README.md';
const privacyReadme = `---
fingerprint: ML-PRIV-001
name: Differential Privacy
category: ml/privacy
---

# Differential Privacy
`;

export const personalData: FolderRule = {
  id: 'personal-data',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'A pattern that always handles data about people is related to a privacy pattern.',
  why: 'Whoever adopts it handles personal data from the first day, and should be led to what protects it.',
  fix: 'Relate it in *Known uses and related* to a pattern of the area `PRIV`, and say why; or write `personal_data: possible` where it works without such data.',
  failing: accepted({}, { [privacy]: privacyReadme }, keys),
  passing: accepted(
    {
      'Known uses and related': `- composes [ML-PRIV-001 Differential Privacy](../../privacy/differential-privacy/README.md): cached answers are released twice.
${acceptedSections['Known uses and related'] ?? ''}`,
    },
    { [privacy]: privacyReadme },
    keys,
  ),
  *check(pattern) {
    if (keyValue(pattern, 'personal_data') !== 'required') return;
    const related = relationsOf(pattern).map(({ fingerprint }) => fingerprint);
    if ([textOf(pattern, 'fingerprint') ?? '', ...related].some(isPrivacy)) return;
    yield {
      range: rangeAt(pattern, '/personal_data'),
      message:
        '`personal_data` is `required`, but no privacy pattern is related. Add one in `## Known uses and related`, such as `- composes [ML-PRIV-001 Differential Privacy](../../privacy/differential-privacy/README.md): why`.',
    };
  },
};

function isPrivacy(fingerprint: string): boolean {
  return partsOf(fingerprint)?.area === 'PRIV';
}
