import { resolve } from 'node:path';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import {
  isBinaryExpression,
  isBlock,
  isConditionalExpression,
  isElementAccessExpression,
  isTemplateExpression,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';

/**
 * Returns where our program looks something up in an object by a text that may be any: `object[key]` and `key in object`, as `path
 * code`. Every object has something under `constructor`, so such an object has no prototype, or the place is asked for by
 * `Object.hasOwn` first. What can be only one of a few words, and lists, are looked up as anybody likes.
 */
export function indexedByText(paths: readonly string[]): string[] {
  const api = new API({ cwd: process.cwd() });
  try {
    const [project] = api.updateSnapshot({ openProjects: [resolve('tsconfig.json')] }).getProjects();
    if (!project) throw new Error('tsconfig.json is no project');
    const { program, checker } = project;
    return [...paths]
      .filter(path => !path.endsWith('.generated.ts'))
      .sort()
      .flatMap(path => {
        const file = program.getSourceFile(resolve(path));
        if (!file) throw new Error(`${path} is not part of the project`);
        return lookUps(file, checker).map(node => `${path} ${node.getText().replace(/\s+/g, ' ')}`);
      });
  } finally {
    api.close();
  }
}

function lookUps(file: Node, checker: Checker): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    const [object, key] = isElementAccessExpression(node)
      ? [node.expression, node.argumentExpression]
      : isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword
        ? [node.right, node.left]
        : [];
    const isLookUp = object && key && !isAsked(node, object, key) && !beginsAsOurs(key);
    if (isLookUp && isAnyText(checker.getTypeAtLocation(key)) && isPlain(checker, object)) found.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** Whether the object was asked before, in the same expression, if it has such a key of its own. */
function isAsked(node: Node, object: Node, key: Node): boolean {
  const asks = `Object.hasOwn(${object.getText()}, ${key.getText()})`;
  for (let around: Node | undefined = node.parent; around; around = around.parent) {
    if (isConditionalExpression(around) && around.condition.getText() === asks) return true;
    if (isBinaryExpression(around) && around.left.getText() === asks) return true;
    if (isBlock(around)) break;
  }
  return false;
}

/** A text that begins with a few letters of ours, and goes on as anything, is no word that objects have something under. */
function beginsAsOurs(key: Node): boolean {
  return isTemplateExpression(key) && key.head.text !== '';
}

const text = TypeFlags.String | TypeFlags.TemplateLiteral | TypeFlags.Any | TypeFlags.Unknown;

function isAnyText(type: Type | undefined): boolean {
  if (!type) return true;
  if (type.flags & TypeFlags.Union && 'getTypes' in type && typeof type.getTypes === 'function')
    return (type.getTypes() as Type[]).some(isAnyText);
  return (type.flags & text) !== 0;
}

function isPlain(checker: Checker, object: Node): boolean {
  const type = checker.getTypeAtLocation(object);
  return !type || !(checker.isArrayLikeType(type) || type.flags & TypeFlags.StringLike);
}
