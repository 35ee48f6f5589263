"""Uploads through the view: every format and mode, odd files, metadata, rotation, the old file and the one after a rollback."""
import pathlib
import random
import tempfile
from io import BytesIO

import django_app
from bank import answer, check
import coding

media = tempfile.TemporaryDirectory()
django_app.setup(installed=["rest_framework"], MEDIA_ROOT=media.name, MEDIA_URL="/media/", ALLOWED_HOSTS=["*"], FILE_UPLOAD_MAX_MEMORY_SIZE=10**8)
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import models, transaction  # noqa: E402
from PIL import Image, PngImagePlugin  # noqa: E402
from rest_framework.test import APIRequestFactory, force_authenticate  # noqa: E402

Profile = django_app.load('''
class Profile(models.Model):
    user = models.OneToOneField(User, models.CASCADE)
    avatar = models.ImageField(upload_to="avatars/", blank=True)
''', "shop.models", models=models, User=User).Profile
django_app.create_tables(ContentType, Permission, Group, User, Profile)
m = django_app.load(answer("dj-code-drf-image-upload", "python"), "shop.api")
user = User.objects.create(username="ada")
Profile.objects.create(user=user)
stored = lambda: sorted(path.name for path in pathlib.Path(media.name).rglob("*") if path.is_file())  # noqa: E731


def put(data, name="photo.jpg", who=user, **options):
    request = APIRequestFactory().put("/me/avatar/", {"image": SimpleUploadedFile(name, data, "image/jpeg")} if data is not None else {}, format="multipart")
    force_authenticate(request, who)
    response = m.AvatarView.as_view()(request)
    return response.status_code, response.data


def encoded(image, kind, **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


r = random.Random(1)
for kind, modes in {"JPEG": ["RGB", "L", "CMYK"], "PNG": ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"], "WEBP": ["RGB", "RGBA"], "GIF": ["P"], "BMP": ["RGB"], "TIFF": ["RGB"]}.items():
    for mode in modes:
        for size in ((1, 1), (600, 30), (r.randrange(1, 900), r.randrange(1, 900)), (4000, 3)):
            status, data = put(encoded(Image.new(mode, size), kind))
            assert status == (200 if kind in ("JPEG", "PNG", "WEBP") else 400), (kind, mode, size, data)
            if status == 200:
                assert len(stored()) == 1 and data["url"].startswith("http://testserver/media/avatars/") and data["url"].endswith(stored()[0])
                with Image.open(pathlib.Path(media.name, "avatars", stored()[0])) as got:
                    scale = min(1, 512 / max(size))
                    assert got.format == "JPEG" and all(abs(a - max(1, b * scale)) <= 1 for a, b in zip(got.size, size)) and max(got.size) <= 512
check(True, "all modes of JPEG, PNG and WebP are stored as JPEG of at most 512 pixels, one file at a time; GIF, BMP and TIFF are refused")
first, second = Image.new("RGB", (9, 9)), Image.new("RGB", (9, 9))
check(put(encoded(first, "JPEG"), name="blob")[0] == 400 and put(encoded(first, "JPEG"), name="photo.png")[0] == 200, "a name needs some image extension, and no particular one")
mpo = encoded(first, "MPO", save_all=True, append_images=[second])
check(Image.open(BytesIO(mpo)).format == "MPO" and put(mpo)[0] == 200, "a JPEG with a second picture has the format MPO")
tilted = Image.Exif()
tilted[0x0112] = 6
check(put(encoded(first, "WEBP", exif=tilted).replace(b"MM\0*", b"M5\0*"))[0] == 400, "a WebP with damaged EXIF, for which Pillow raises a SyntaxError, gives 400")
for bad in (b"some text", encoded(Image.new("RGB", (4001, 4)), "PNG"), encoded(Image.new("RGB", (4, 4001)), "PNG"), encoded(first, "PNG")[:-30], encoded(Image.new("RGB", (900, 900)), "JPEG")[:2000], b"", None,
            encoded(first, "BMP").ljust(6 * 1024 * 1024), encoded(first, "JPEG").ljust(5 * 1024 * 1024 + 1)):
    status, data = put(bad)
    assert status == 400 and list(data) == ["image"], (status, data)
check(put(encoded(first, "JPEG").ljust(5 * 1024 * 1024))[0] == 200, "text, too wide, too high, cut off, empty, too large: 400 at image; 5 MB exactly is fine")
bomb = bytearray(encoded(first, "PNG"))
bomb[16:24] = (30000).to_bytes(4, "big") * 2
check(put(bytes(bomb))[0] == 400 and put(None, who=None)[0] in (401, 403), "a header with 30,000 x 30,000 pixels, and nobody logged in")
text = PngImagePlugin.PngInfo()
text.add_text("comment", "secret one")
exif = Image.Exif()
exif[0x0112], exif[0x010E] = 6, "secret two"
secret = Image.new("RGB", (30, 10), "red")
left = []
for data in (encoded(secret, "JPEG", comment=b"secret", exif=exif), encoded(secret, "PNG", pnginfo=text), encoded(secret, "WEBP", exif=exif, xmp=b"secret")):
    assert put(data)[0] == 200
    left.append(pathlib.Path(media.name, "avatars", stored()[0]).read_bytes())
check(not any(b"secret" in one or b"Exif" in one for one in left), "EXIF, XMP and comments are gone")
check(Image.open(BytesIO(left[0])).size == (10, 30), "the rotated photo stands upright")
m.ContentFile, plain = (lambda data, name: plain(data, name=name)), m.ContentFile
careless = answer("dj-code-drf-image-upload", "python").replace(', comment=b""', "")
kept = django_app.load(careless, "shop.careless").to_avatar(BytesIO(encoded(secret, "PNG", pnginfo=text))).read()
check(b"secret one" in kept, "unless told otherwise, Pillow copies a comment, even from a PNG")
before = stored()


def rolled_back():
    with transaction.atomic():
        put(encoded(first, "JPEG"))
        raise ZeroDivisionError


check(coding.raises(ZeroDivisionError, rolled_back) is not None and set(before) < set(stored()), "after a rollback the old file is there, and the new one remains as an orphan")
