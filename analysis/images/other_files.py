"""What a file is that is not HDF5, told by its first bytes, and what to do about it."""

from pathlib import Path

STORE = "store its images as HDF5: h5py.File('images.hdf5', 'w')['images'] = images"
UNPACK = "unpack it first, and give the HDF5 file in it"
PICTURE = "store all pictures in one array, in an HDF5 file (h5py does it)"
AGAIN = "what was downloaded is not the file; download it again"

KINDS = (
    (b"SIMPLE  =", "a FITS file", STORE),
    (b"\x93NUMPY", "an array of NumPy's (.npy)", STORE),
    (b"PK\x03\x04", "a zip archive, as NumPy's .npz are", f"{UNPACK}, or {STORE}"),
    (b"\x1f\x8b", "compressed with gzip", UNPACK),
    (b"BZh", "compressed with bzip2", UNPACK),
    (b"\xfd7zXZ", "compressed with xz", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard", UNPACK),
    (b"CDF", "netCDF of a kind before HDF5", "convert it: nccopy -k nc4 old.nc new.nc"),
    (b"\x0e\x03\x13\x01", "HDF4", "convert it: h4toh5 old.hdf new.hdf5"),
    (b"MATLAB 5", "a MATLAB file of a kind before HDF5", "save it again with: save -v7.3"),
    (b"PAR1", "a Parquet table", STORE),
    (b"\x80", "pickled Python", STORE),
    (b"\x89PNG", "a PNG picture", PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"version https://git-lfs", "a pointer of Git LFS", "fetch the file itself: git lfs pull"),
    (b"<", "a web page or other XML", AGAIN),
)


def kind_and_remedy(path: Path) -> str:
    """What a readable file is that is not HDF5, and what to do, for the end of a sentence."""
    with path.open("rb") as file:
        start = file.read(64)
    if not start.strip(b"\0"):
        return "empty; download it or write it again"
    for signature, kind, remedy in KINDS:
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(signature):
            return f"{kind}, not HDF5; {remedy}"
    return "not an HDF5 file; give the worksheet's file or its like"
