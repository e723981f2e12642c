"""The yardstick: a bare PySide6 window with one label, as large as ours."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

app = QApplication(sys.argv)
window = QWidget()
column = QVBoxLayout(window)
column.addWidget(QLabel("windown"))
window.resize(960, 640)
window.show()
sys.exit(app.exec())
