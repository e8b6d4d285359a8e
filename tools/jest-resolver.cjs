/** `#lib` in our sources is the lib's source; in a package it is the package's own (`#platform` is, in OpenTelemetry's). */
module.exports = (request, options) => {
  const isOurs = request.startsWith('#') && !options.basedir.includes('/node_modules');
  return options.defaultResolver(isOurs ? `${__dirname}/../libs/${request.slice(1)}/src/index.ts` : request, options);
};
