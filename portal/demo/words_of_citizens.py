"""What citizens write in the demo. Nobody wrote any of it, and the persons, numbers and plates are made up."""

PLEASED = (
    "Petugasnya ramah dan membantu.",
    "Cepat, tidak perlu antre lama. Terima kasih.",
    "Pelayanan sudah bagus, tolong dipertahankan.",
    "Ruang tunggunya nyaman dan bersih.",
    "Dijelaskan sampai saya paham.",
    "Sekarang lebih mudah daripada tahun lalu.",
    "Ibu saya yang sudah sepuh didahulukan, terima kasih banyak.",
    "Ternyata gratis, saya kira harus bayar.",
    "Papan petunjuknya jelas, saya langsung tahu harus ke mana.",
    "Terima kasih Bu Rahmawati, saya dibantu sampai selesai.",
    "Pak Yusran sabar sekali menjelaskan syaratnya kepada saya.",
)
DISPLEASED = (
    "Antrean terlalu lama, tolong tambah petugas.",
    "Saya harus datang tiga kali karena syaratnya tidak dijelaskan dari awal.",
    "Kursi di ruang tunggu kurang.",
    "Toilet kurang bersih.",
    "Jam istirahat siang sebaiknya bergantian supaya loket tetap buka.",
    "Sinyal di sini lemah, daftar lewat HP sering gagal.",
    "Tolong ada papan petunjuk, saya bingung harus ke loket mana.",
    "Tempat parkir sempit.",
    "Belum tahu harus mengadu ke mana kalau ada masalah.",
    "Petugas kurang senyum, saya jadi segan bertanya.",
    "Datang dari Sekatak tiga jam, sampai sini sistem sedang gangguan.",
    "Biayanya tidak ditempel, jadi saya ragu berapa yang harus dibayar.",
    "Nomor urut saya dilewati dan harus menunggu dari awal.",
    "Tolong ada jalur untuk kursi roda.",
    "Berkas saya belum ada kabar, tolong hubungi saya di 0812-3456-7890.",
    "Dua kali saya ditolak Pak Syahrul padahal berkas sudah lengkap.",
    "NIK saya 6501054107900001 salah ketik dan belum dibetulkan.",
    "Mobil KU 1234 AB parkir di depan pintu, kami susah masuk.",
)

BUSY_MONTHS = (
    "Antreannya sampai ke halaman, saya menunggu dua jam.",
    "Menunggu dari pagi, baru dipanggil sesudah jam istirahat.",
    "Nomor urut habis sebelum jam sembilan.",
    "Lama menunggu, padahal hanya satu lembar yang diperlukan.",
    "Antre dua kali: sekali untuk nomor, sekali lagi untuk loket.",
    "Sudah lebih cepat daripada dulu, tetapi hari Senin masih lama.",
    "Ruang tunggunya penuh, banyak yang berdiri selama mengantre.",
    "Syaratnya beda antara di papan dan di loket.",
    "Berkas kurang satu, saya harus pulang dulu mengambil fotokopi.",
    "Tidak ada yang memberi tahu dokumen apa yang harus dibawa.",
    "Ruangnya panas dan kursinya sedikit.",
    "Petugasnya sabar walaupun antreannya panjang.",
    "Pendaftaran daring bagus, tetapi di sini tetap harus antre.",
)
"""What many wrote alike about two busy offices, so often that its themes could be published."""

REPLIES = {
    "Antrean terlalu lama, tolong tambah petugas.": (
        "Terima kasih. Pada jam ramai, pukul 9 sampai 11, kami sekarang membuka satu loket tambahan."
    ),
    "Saya harus datang tiga kali karena syaratnya tidak dijelaskan dari awal.": (
        "Maaf sudah merepotkan. Daftar syarat sekarang dibagikan di pintu masuk dan dibacakan bersama petugas."
    ),
    "Kursi di ruang tunggu kurang.": "Terima kasih. Dua belas kursi sudah kami tambah di ruang tunggu.",
    "Toilet kurang bersih.": "Terima kasih sudah memberi tahu. Toilet sekarang dibersihkan empat kali sehari.",
    "Jam istirahat siang sebaiknya bergantian supaya loket tetap buka.": (
        "Usul yang baik. Mulai bulan depan petugas beristirahat bergantian, satu loket tetap buka."
    ),
    "Sinyal di sini lemah, daftar lewat HP sering gagal.": (
        "Terima kasih. Pendaftaran tetap bisa di meja depan tanpa HP, dan Wi-Fi untuk warga sedang dipasang."
    ),
    "Tolong ada papan petunjuk, saya bingung harus ke loket mana.": (
        "Terima kasih. Papan petunjuk baru sudah dipasang di pintu masuk dan di atas setiap loket."
    ),
    "Tempat parkir sempit.": "Terima kasih. Halaman samping sekarang dibuka untuk parkir sepeda motor.",
    "Belum tahu harus mengadu ke mana kalau ada masalah.": (
        "Pengaduan dapat disampaikan di meja informasi. Alamat dan nomornya kini ditempel di setiap loket."
    ),
    "Petugas kurang senyum, saya jadi segan bertanya.": (
        "Maaf, dan terima kasih sudah jujur. Hal ini kami bahas bersama semua petugas setiap Senin pagi."
    ),
    "Nomor urut saya dilewati dan harus menunggu dari awal.": (
        "Maaf. Nomor yang terlewat sekarang dipanggil lagi setelah tiga nomor, tanpa mengambil nomor baru."
    ),
    "Tolong ada jalur untuk kursi roda.": (
        "Terima kasih. Jalur landai di pintu samping sudah ada, dan bel untuk meminta bantuan dipasang bulan ini."
    ),
}
"""What offices answer, by what they answer to."""
