/** The view's documents are of another version of the platform; the new ones are not ready. For the edge: try again later. */
export class ViewRebuilding extends Error {
  override readonly name = 'ViewRebuilding';
  readonly view: string;

  constructor(view: string) {
    super(`La vista «${view}» se está reconstruyendo; vuelva a intentarlo en unos momentos.`);
    this.view = view;
  }
}

/** The views have not seen the position asked for, in time or at all. For the edge: the answer is not known yet. */
export class ViewsBehind extends Error {
  override readonly name = 'ViewsBehind';
  readonly position: number;
  readonly wanted: number;

  constructor(position: number, wanted: number) {
    super(`Las vistas van en la posición ${position} y se pidió la ${wanted}; vuelva a intentarlo en unos momentos.`);
    this.position = position;
    this.wanted = wanted;
  }
}

/** The engine that holds the views doesn't answer or refuses. Says what and where, never with which password. */
export class ViewStoreUnavailable extends Error {
  override readonly name = 'ViewStoreUnavailable';
}

/** Another process has put newer generations in the place of those that this one feeds; what it goes on writing is for nobody. */
export class ViewsReplaced extends Error {
  override readonly name = 'ViewsReplaced';

  constructor(group: string) {
    super(`Otro proceso reconstruyó las vistas «${group}» y puso las nuevas en servicio; reinicie este para que continúe con ellas.`);
  }
}
