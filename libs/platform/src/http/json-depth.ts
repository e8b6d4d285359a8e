/** Levels of objects and lists that a request's JSON may have; the deepest that the API takes has six. */
export const maxDepth = 50;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\{}[]'].map((sign) => sign.charCodeAt(0));

/**
 * Whether JSON nests deeper than `maxDepth`, told from its bytes alone: recursion over a value that deep, ours or a
 * library's, would exhaust the stack.
 */
export function isTooDeep(json: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inText) {
      if (byte === backslash) i++;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === openBrace || byte === openBracket) {
      if (++depth > maxDepth) return true;
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return false;
}
