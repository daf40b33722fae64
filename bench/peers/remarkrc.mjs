// remark as a library of documents would use it: the recommended rules, GitHub's Markdown, and our schema for the front matter.
import { join, relative } from 'node:path';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkLint from 'remark-lint';
import remarkLintFrontmatterSchema from 'remark-lint-frontmatter-schema';
import remarkPresetLintRecommended from 'remark-preset-lint-recommended';

// The plugin joins this path to the folder that it is run in. Its validator knows draft 7 only, so the installed copy
// of our schema names no dialect.
const schema = relative(process.cwd(), join(import.meta.dirname, 'pattern.schema.json'));

export default {
  plugins: [
    remarkFrontmatter,
    remarkGfm,
    remarkLint,
    remarkPresetLintRecommended,
    [remarkLintFrontmatterSchema, { schemas: { [schema]: ['./patterns/**/README.md'] } }],
  ],
};
