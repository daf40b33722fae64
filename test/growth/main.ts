import { parseArgs } from 'node:util';
import { looks } from './looks.ts';
import { tooSlow } from './too-slow.ts';

/** `node test/growth/main.ts --bytes 24000`: the same as the test at larger sizes, which takes minutes. */
const { values } = parseArgs({ options: { bytes: { type: 'string', default: '24000' } } });
const all = Number(values.bytes);
for (const { name, family, look } of await looks()) {
  const found = tooSlow(family, look, { all, few: all, many: 4 * all });
  console.log(`${name}: ${family.length} texts, ${found.length} too slow`);
  for (const one of found) console.log(`  ${one}`);
}
