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
          return issue.input === undefined ? 'Falta este dato' : undefined;
        default:
          return undefined;
      }
    },
  });
}
