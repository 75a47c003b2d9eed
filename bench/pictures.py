"""Sends pictures to a running community and tells what they cost its process.

    python3 bench/pictures.py http://localhost:8080 LOGIN PASSWORD PID [photograph|many|bombs]

photograph  one JPEG of at least 10 MB, of 24 megapixels, five times: CPU seconds of its completion
many        twenty JPEGs of 40 megapixels, completed at once: the highest heap meanwhile
bombs       twenty of each small file that would be huge, at once, as pictures and as faces: the highest heap and resident size
            meanwhile, and how long others wait for an answer

PID is the server's, on this machine. Pictures are drawn by Java (java on the path, or JAVA). Heap figures come from jcmd,
resident sizes from /proc.
"""
import json, os, pathlib, struct, subprocess, sys, tempfile, threading, time, urllib.request, zlib

BASE, LOGIN, PASSWORD, PID = sys.argv[1:5]
WHAT = sys.argv[5:] or ["photograph", "many", "bombs"]
JAVA = os.environ.get("JAVA", "java")

DRAW = """
import java.awt.image.*; import java.io.*; import java.util.Random; import javax.imageio.*; import javax.imageio.stream.*;
public class Draw { public static void main(String[] a) throws Exception {
  int w = Integer.parseInt(a[0]), h = Integer.parseInt(a[1]), grain = Integer.parseInt(a[3]); Random r = new Random(7);
  BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
  byte[] d = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  for (int y = 0; y < h; y++) for (int x = 0; x < w; x++) { int o = (y * w + x) * 3, n = r.nextInt(grain) - grain / 2;
    double v = 128 + 60 * Math.sin(x / 180.0) * Math.cos(y / 230.0) + 30 * Math.sin(x / 11.0 + y / 17.0);
    for (int c = 0; c < 3; c++) d[o + c] = (byte) Math.max(0, Math.min(255, (c == 2 ? 255 - v : v) + n)); }
  ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next(); ImageWriteParam p = writer.getDefaultWriteParam();
  p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT); p.setCompressionQuality(Float.parseFloat(a[4]));
  try (FileImageOutputStream out = new FileImageOutputStream(new File(a[2]))) {
    writer.setOutput(out); writer.write(null, new IIOImage(image, null, null), p); } } }
"""


def draw(width, height, grain, quality):
    folder = tempfile.mkdtemp()
    source = pathlib.Path(folder, "Draw.java")
    source.write_text(DRAW)
    file = pathlib.Path(folder, "p.jpg")
    subprocess.run([JAVA, "-Xmx600m", str(source), str(width), str(height), str(file), str(grain), str(quality)], check=True)
    return file.read_bytes()


def png(width, height, depth=8, colour=2, more=b""):
    """One colour all over: grey (0), RGB (2), a palette (3), with alpha (4, 6)."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = bytes(1 + (width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8)
    packer, pixels = zlib.compressobj(9), bytearray()
    for _ in range(min(height, 7000)):
        pixels += packer.compress(row)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
            + (chunk(b"PLTE", bytes(6)) if colour == 3 else b"") + (chunk(b"sPLT", more) if more else b"")
            + chunk(b"IDAT", bytes(pixels + packer.flush())) + chunk(b"IEND", b""))


def gif(width, height, endless=0):
    """One colour all over, by ever longer codes; and some more of the longest behind its end."""
    bits, waiting, data = 0, 0, bytearray()

    def write(code, size):
        nonlocal bits, waiting
        waiting |= code << bits
        bits += size
        while bits >= 8:
            data.append(waiting & 255)
            waiting >>= 8
            bits -= 8
    left, size = width * height, 9
    while left > 0:
        write(256, size)
        write(0, 9)
        left, size, code = left - 1, 9, 258
        while code < 4095 and (left > 0 or endless):
            write(code, size)
            left, size, code = left - (code - 256), size + (code + 1 == 1 << size), code + 1
    if endless:
        write(0, -bits % 8)
        data += bytes.fromhex("feeffe") * (endless // 3)
    write(257, size)
    write(0, 8)
    blocks = b"".join(bytes([len(data[at:at + 255])]) + data[at:at + 255] for at in range(0, len(data), 255))
    return (b"GIF89a" + struct.pack("<HH", width, height) + b"\xf7\0\0" + bytes(768) + b"," + struct.pack("<HHHH", 0, 0, width, height)
            + b"\0\x08" + blocks + b"\0;")


def jpeg(width, height, components, progressive=False):
    """One colour all over: each block is a bit or two."""
    def segment(marker, data):
        return struct.pack(">BBH", 255, marker, len(data) + 2) + data

    def scan(numbers, spectrum, bits):
        return segment(0xda, bytes([len(numbers)]) + b"".join(bytes([n, 0]) for n in numbers) + bytes(spectrum)) + bytes(bits // 8 + 1)
    blocks, numbers = ((width + 7) // 8) * ((height + 7) // 8), list(range(1, components + 1))
    scans = (scan(numbers, (0, 0, 0), blocks * components) + b"".join(scan([n], (1, 63, 0), blocks) for n in numbers) if progressive
             else scan(numbers, (0, 63, 0), blocks * components * 2))
    return (b"\xff\xd8" + (segment(0xee, b"Adobe\0\x64\0\0\0\0\2") if components == 4 else b"") + segment(0xdb, b"\0" + b"\1" * 64)
            + segment(0xc2 if progressive else 0xc0, struct.pack(">BHHB", 8, height, width, components)
                      + b"".join(bytes([n, 0x11, 0]) for n in numbers))
            + segment(0xc4, b"\0\1" + bytes(16)) + segment(0xc4, b"\x10\1" + bytes(16)) + scans + b"\xff\xd9")


def bombs():
    """What each is, its type, and its bytes."""
    yield "PNG, RGB, 30000 x 30000", "image/png", png(30_000, 30_000)
    for what, depth, colour in (("1 bit grey", 1, 0), ("8 bit grey", 8, 0), ("RGB", 8, 2), ("16 bit RGB and alpha", 16, 6),
                                ("palette", 8, 3)):
        yield f"PNG, {what}, 6300 x 6300", "image/png", png(6300, 6300, depth, colour)
    yield "PNG with a suggested palette", "image/png", png(6300, 6300, 8, 3, b"x\0\x08" + bytes(18_000_000))
    yield "GIF, 6000 x 6000", "image/gif", gif(6000, 6000)
    yield "GIF that does not end", "image/gif", gif(6000, 6000, 15_000_000)
    for what, components in (("grey", 1), ("RGB", 3), ("CMYK", 4)):
        yield f"JPEG, {what}, 6000 x 6000", "image/jpeg", jpeg(6000, 6000, components)
        yield f"JPEG, progressive, {what}, 3900 x 3900", "image/jpeg", jpeg(3900, 3900, components, True)
    yield "JPEG, progressive, RGB, 6000 x 6000", "image/jpeg", jpeg(6000, 6000, 3, True)


def ask(method, url, body=None, kind="application/json", token=None):
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, method=method, headers={"Content-Type": kind})
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read() or b"null")


def cpu():
    fields = open(f"/proc/{PID}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def heap():
    """Megabytes of the heap in use."""
    told = subprocess.run(["jcmd", PID, "GC.heap_info"], capture_output=True, text=True).stdout
    return sum(int(line.split("used ")[1].split("K")[0]) for line in told.splitlines() if "total" in line and "used" in line) / 1024


def collect():
    subprocess.run(["jcmd", PID, "GC.run"], capture_output=True)


def sent(file, kind, token):
    _, allowed = ask("POST", BASE + "/api/v1/media/uploads", {"contentType": kind, "size": len(file), "filename": "x"}, token=token)
    status, _ = ask("PUT", allowed["upload"]["url"], file, kind)
    assert status == 204, status
    return allowed["id"]


def complete(number, token):
    return ask("POST", f"{BASE}/api/v1/media/{number}/complete", {}, token=token)[0]


def resident():
    """Megabytes of the process in memory, all told."""
    return int(next(line for line in open(f"/proc/{PID}/status") if line.startswith("VmRSS")).split()[1]) / 1024


def others(stop, waited):
    """Asks for a page all the while."""
    while not stop.is_set():
        began = time.time()
        urllib.request.urlopen(BASE + "/health/liveness", timeout=60).read()
        urllib.request.urlopen(BASE + "/api/v1/posts?limit=5", timeout=60).read()
        waited.append(time.time() - began)
        stop.wait(0.1)


def all_at_once(work):
    """Does all of it at once; the answers, and a line about what it took."""
    collect()
    before, heaps, sizes, answers, waited, stop = heap(), [0], [resident()], [], [], threading.Event()
    threads = [threading.Thread(target=lambda do=do: answers.append(do())) for do in work]
    asking = threading.Thread(target=others, args=(stop, waited))
    began = time.time()
    for thread in [*threads, asking]:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        heaps.append(heap())
        sizes.append(resident())
        time.sleep(0.1)
    took = time.time() - began
    stop.set()
    asking.join()
    collect()
    print(f"  answers {sorted(set(answers))}, heap {before:.0f} MB before, at most {max(heaps):.0f}, {heap():.0f} after; "
          f"resident {sizes[0]:.0f} MB before, at most {max(sizes):.0f}; {took:.1f} s; "
          f"others waited {max(waited, default=0):.2f} s at most", flush=True)


def at_once(file, kind, token):
    numbers = [sent(file, kind, token) for _ in range(20)]
    all_at_once([lambda n=n: complete(n, token) for n in numbers])
    for number in numbers:
        ask("DELETE", f"{BASE}/api/v1/media/{number}", token=token)


def as_faces(file, kind, token):
    all_at_once([lambda: ask("PUT", BASE + "/api/v1/users/me/picture", file, kind, token)[0] for _ in range(20)])


def main():
    token = ask("POST", BASE + "/api/v1/auth/login", {"login": LOGIN, "password": PASSWORD})[1]["accessToken"]
    if "photograph" in WHAT:
        file = draw(6000, 4000, 48, 0.88)
        assert len(file) >= 10_000_000, len(file)
        print(f"a photograph of 24 megapixels, {len(file) / 1e6:.1f} MB")
        for _ in range(5):
            number = sent(file, "image/jpeg", token)
            before = cpu()
            status = complete(number, token)
            print(f"  {status}: {cpu() - before:.2f} s of CPU")
            ask("DELETE", f"{BASE}/api/v1/media/{number}", token=token)
    if "many" in WHAT:
        file = draw(7300, 5475, 20, 0.8)
        print(f"twenty photographs of 40 megapixels, {len(file) / 1e6:.1f} MB each")
        at_once(file, "image/jpeg", token)
    if "bombs" in WHAT:
        for what, kind, file in bombs():
            print(f"twenty times: {what}, {len(file) / 1e6:.2f} MB")
            at_once(file, kind, token)
            if kind != "image/gif" and len(file) < 10 << 20:
                print("  as faces:")
                as_faces(file, kind, token)


main()
