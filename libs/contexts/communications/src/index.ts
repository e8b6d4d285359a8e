import { declareContext } from '#serving';
import { aporteBoletin } from './boletin/aporte.ts';
import { boletin } from './boletin/boletin.ts';
import { editionAportes } from './boletin/queries.ts';
import { consulta } from './consulta/acts.ts';
import { knowledge, knowledgeView } from './consulta/knowledge.ts';
import { directiva } from './directiva/directiva.ts';
import { linkTimer } from './directiva/link-timer.ts';
import { reading, readingView, tray } from './directiva/queries.ts';
import { directivaReceipts } from './directiva/receipts.ts';
import { informacion } from './informacion/informacion.ts';
import { material } from './material/material.ts';
import { materialStock } from './material/stock.ts';
import { autorizacionMedios } from './media/autorizacion.ts';
import { difusionNoAutorizada } from './media/difusion-no-autorizada.ts';
import { mural } from './mural/acts.ts';
import { paginaWeb } from './page/pagina-web.ts';
import { pedidoMedio } from './press/pedido-medio.ts';
import { protocolo } from './press/protocolo.ts';
import { pending } from './pending.ts';
import { rules } from './rules.ts';
import { videoDifusion } from './video/video-difusion.ts';

/** What the ministry tells its centres, what they ask it, and what is told to the public. */
export const communications = declareContext({
  name: 'communications',
  aggregates: [
    directiva,
    directivaReceipts,
    consulta,
    informacion,
    autorizacionMedios,
    difusionNoAutorizada,
    protocolo,
    pedidoMedio,
    material,
    materialStock,
    paginaWeb,
    mural,
    aporteBoletin,
    boletin,
    videoDifusion,
  ],
  views: [knowledgeView, readingView],
  endpoints: [tray, reading, knowledge, editionAportes],
  timers: [linkTimer],
  rules,
  pending,
});
