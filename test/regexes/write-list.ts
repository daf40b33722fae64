import { writeFileSync } from 'node:fs';
import { allAnalysed } from './all-analysed.ts';
import { listPath } from './list.ts';

/** `node test/regexes/write-list.ts`, so that the short suite need not analyse what has come since. */
writeFileSync(listPath, `${allAnalysed().linear.join('\n')}\n`);
