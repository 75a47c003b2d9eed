"""Sends pictures to a running community and tells what they cost its process.

    python3 bench/pictures.py http://localhost:8080 LOGIN PASSWORD PID [photograph|many|bombs]

photograph  one JPEG of at least 10 MB, of 24 megapixels, five times: CPU seconds of its completion
many        twenty JPEGs of 40 megapixels, completed at once: the highest heap meanwhile
bombs       twenty small files that say to be huge, at once: how much the heap grows

PID is the server's, on this machine. Pictures are drawn by Java (java on the path, or JAVA). Heap figures come from jcmd.
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


def bomb(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(20_000_000), 9)) + chunk(b"IEND", b""))


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


def at_once(file, kind, token):
    numbers = [sent(file, kind, token) for _ in range(20)]
    collect()
    before, most, answers = heap(), 0, []
    threads = [threading.Thread(target=lambda n=n: answers.append(complete(n, token))) for n in numbers]
    began = time.time()
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, heap())
        time.sleep(0.1)
    collect()
    print(f"  answers {sorted(set(answers))}, heap {before:.0f} MB before, at most {most:.0f}, {heap():.0f} after; {time.time() - began:.1f} s")
    for number in numbers:
        ask("DELETE", f"{BASE}/api/v1/media/{number}", token=token)


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
        for width, height in ((30_000, 30_000), (6_300, 6_300)):
            print(f"twenty bombs of {width} x {height}")
            at_once(bomb(width, height), "image/png", token)


main()
