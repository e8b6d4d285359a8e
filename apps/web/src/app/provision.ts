const norms: Readonly<Record<string, (article: string) => string>> = {
  DIR: (numeral) => `Directiva, ${numeral}`,
  TUO: (article) => `TUO de la Ley 27444, art. ${article}`,
  RM: (article) => `R. M. 288-2012-EF/45, art. ${article}`,
  LEY: (number) => `Ley ${number}`,
};

/** A provision as people cite it: `DIR.5.4` is "Directiva, 5.4". One of another norm is shown as it is named. */
export function provisionWords(provision: string): string {
  const [, norm = '', article = ''] = /^([A-Z]+)\.(.+)$/.exec(provision) ?? [];
  return norms[norm]?.(article) ?? provision;
}
