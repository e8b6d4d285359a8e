const words: Readonly<Record<string, string>> = {
  'desk-within-hours': 'Entregado en ventanilla: hasta el cierre de la atención de un día hábil, ese día; después, el siguiente día hábil',
  'post-within-hours': 'Llegado por correo postal: hasta el cierre de la atención de un día hábil, ese día; después, el siguiente día hábil',
  'digital-within-hours': 'Presentado por medios digitales: hasta el cierre de la atención de un día hábil, ese día; después, el siguiente día hábil',
  'digital-until-midnight': 'Presentado por medios digitales: hasta las 23:59 de un día hábil, ese día',
};

/** The policy that gave a legal date, in words; a policy unknown here is shown as it is named. */
export const legalRuleWords = (policy: string): string => words[policy] ?? policy;
