// The build puts in the version of the WebJar.
export { default } from '../webjars/uplot/${version.uplot}/dist/uPlot.esm.js';
