/**
 * Drivers whose access modes follow a class parameter as a whole. Cells: driver | test of a parameter | access modes.
 */
export const driverVariants = `
pd.csi.storage.gke.io | type=hyperdisk-ml | F: RWO RWOP ROX; B: RWO RWOP RWX ROX
pd.csi.storage.gke.io | type=hyperdisk-throughput,hyperdisk-extreme | F: RWO RWOP; B: RWO RWOP
pd.csi.storage.gke.io | type=hyperdisk-balanced-high-availability | F: RWO RWOP; B: RWO RWOP RWX
block.csi.vultr.com | storage_type=vfs | F: RWX; B: none
`;
