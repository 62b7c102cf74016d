/** The address of a file that Vite puts beside the scripts as it is. */
declare module "*.json?url" {
  const address: string;
  export default address;
}
