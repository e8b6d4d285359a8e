import { z } from 'zod';

/** zod's own Spanish, with our words for what people send most. */
export function speakSpanish(): void {
  z.config(z.locales.es());
  z.config({
    customError: (issue) => {
      switch (issue.code) {
        case 'unrecognized_keys':
          return `Campo no admitido: ${issue.keys.slice(0, 5).join(', ')}`;
        case 'invalid_type':
          if (issue.input === undefined) return 'Falta este dato';
          return issue.expected === 'number' || issue.expected === 'int' ? 'Debe ser un número' : undefined;
        case 'too_big':
          return issue.origin === 'number' || issue.origin === 'int' ? `Debe ser ${issue.maximum} como máximo` : undefined;
        case 'too_small':
          return issue.origin === 'number' || issue.origin === 'int' ? `Debe ser ${issue.minimum} como mínimo` : undefined;
        case 'invalid_union':
          return 'No es ninguna de las formas que se admiten';
        default:
          return undefined;
      }
    },
  });
}
